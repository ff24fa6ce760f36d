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

  /// How topic filters begin whose messages a broker deals out among a group (MQTT 5, section
  /// 4.8.2).
  public static final String SHARED = "$share/";

  /// The same, for a group of processes: each message goes to one of them.
  public static String shared(String group, String filter) {
    return SHARED + group + "/" + filter;
  }

  /// Whether it deals its messages out among several processes.
  public boolean isShared() {
    return topics.stream().anyMatch(topic -> topic.startsWith(SHARED));
  }

  /// The same, with the client id of one process of several.
  ///
  /// @param process its name; stays the same over restarts, as the broker keeps messages for it
  public MqttSettings as(String process) {
    return new MqttSettings(
        source,
        variables,
        url,
        version,
        user,
        password,
        authority,
        clientId + "-" + process,
        topics);
  }

  /// The same broker, as another user of it.
  public MqttSettings asUser(String name, String itsPassword) {
    return new MqttSettings(
        source,
        variables,
        url,
        version,
        Optional.of(name),
        itsPassword,
        authority,
        clientId,
        topics);
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
