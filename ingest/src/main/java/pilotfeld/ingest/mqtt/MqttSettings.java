package pilotfeld.ingest.mqtt;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A broker, and what to take from it.
///
/// @param source the name under which its messages are kept, such as `chirpstack`
/// @param variables how the names of its settings begin, such as `PILOTFELD_MQTT_`; so that trouble
///   can be told with the setting to look at
/// @param url `tcp://host:1883` or `ssl://host:8883`
/// @param user name; empty for a broker that asks for none
/// @param password of that user; never shown
/// @param authority certificate authority of the broker in PEM; empty for those that Java trusts
/// @param clientId names the session that the broker keeps for us while we are away
/// @param topics filters
public record MqttSettings(
    String source,
    String variables,
    String url,
    Version version,
    Optional<String> user,
    String password,
    Optional<Path> authority,
    String clientId,
    List<String> topics) {

  public MqttSettings {
    requireNonNull(source, "source");
    topics = List.copyOf(topics);
  }

  /// The protocol.
  public enum Version {
    MQTT_5("5"),
    MQTT_3_1_1("3.1.1");

    private final String number;

    Version(String number) {
      this.number = number;
    }

    /// @param number `5` or `3.1.1`
    public static Optional<Version> of(String number) {
      return Stream.of(values()).filter(each -> each.number.equals(number)).findFirst();
    }

    @Override
    public String toString() {
      return "MQTT " + number;
    }
  }

  /// The name of one of its settings, such as `PILOTFELD_MQTT_TTS_URL` of `URL`.
  String variable(String setting) {
    return variables + setting;
  }

  @Override
  public String toString() {
    return source + " at " + url + " as " + clientId;
  }
}
