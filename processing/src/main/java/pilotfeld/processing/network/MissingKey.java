package pilotfeld.processing.network;

/// What is said where the key of a device stands in the way.
final class MissingKey {

  private MissingKey() {}

  static String text(NetworkSettings server) {
    return "no delivery list has the AppKey of it, and %s does not know it yet: delivery import, and it goes on by itself"
        .formatted(server.name());
  }

  static String other(NetworkSettings server) {
    return "%s has it with another AppKey than the delivery list, put there by hand: make them the same, or delete it there"
        .formatted(server.name());
  }

  static String joinEui(NetworkSettings server) {
    return "no delivery list has the JoinEUI of it, which %s asks for: delivery import, and it goes on by itself"
        .formatted(server.name());
  }
}
