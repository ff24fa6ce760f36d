package pilotfeld.processing.access;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/// User and password of a device at the broker.
///
/// @param device its id
/// @param password never shown by `toString`
/// @param createdAt when it was made
public record BrokerUser(String device, String password, Instant createdAt) {

  public BrokerUser {
    requireNonNull(device, "device");
    requireNonNull(password, "password");
    requireNonNull(createdAt, "createdAt");
  }

  /// The name of its user.
  public String name() {
    return name(device);
  }

  /// The name of a device's user. It begins so that it is no other's, whatever a device is called.
  public static String name(String device) {
    return "sensor-" + device;
  }

  /// Where it may write, and nowhere else.
  public String topic() {
    return topic(device);
  }

  /// Where a device may write.
  public static String topic(String device) {
    return "pilotfeld/" + device + "/up";
  }

  @Override
  public String toString() {
    return "broker user of " + device + " since " + createdAt;
  }
}
