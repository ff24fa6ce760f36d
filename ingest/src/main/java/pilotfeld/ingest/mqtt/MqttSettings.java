package pilotfeld.ingest.mqtt;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A broker, and what to take from it.
///
/// @param source the name under which its messages are kept, such as `chirpstack`
/// @param url `tcp://host:1883` or `ssl://host:8883`
/// @param user name; empty for a broker that asks for none
/// @param password of that user; never shown
/// @param authority certificate authority of the broker in PEM; empty for those that Java trusts
/// @param clientId names the session that the broker keeps for us while we are away
/// @param topics filters
public record MqttSettings(
    String source,
    String url,
    Optional<String> user,
    String password,
    Optional<Path> authority,
    String clientId,
    List<String> topics) {

  public MqttSettings {
    requireNonNull(source, "source");
    topics = List.copyOf(topics);
  }

  @Override
  public String toString() {
    return url + " as " + clientId;
  }
}
