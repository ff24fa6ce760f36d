package pilotfeld.ingest.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pilotfeld.ingest.mqtt.MqttSettings;
import pilotfeld.ingest.mqtt.MqttSettings.Version;

/// Reads the settings of one broker.
///
/// @param name under which its messages are kept
/// @param prefix how its settings begin, such as `PILOTFELD_MQTT_TTS_`
record MqttSource(Environment environment, String name, String prefix) {

  // Without user and password: these have settings of their own, and an address is logged.
  private static final Predicate<String> URL =
      matching("(tcp|ssl)://([^/@:\\[\\]\\s]+|\\[[0-9a-fA-F:.]+])(:\\d{1,5})?");
  private static final Predicate<String> TOPIC = matching("#|(\\+|[^+#/]*)(/(\\+|[^+#/]*))*(/#)?");

  private static final Predicate<String> GROUP = matching("[A-Za-z0-9_-]{1,64}");
  private static final String PLAIN = "tcp:";

  private static Predicate<String> matching(String pattern) {
    return Pattern.compile(pattern).asMatchPredicate();
  }

  private String variable(Setting setting) {
    return prefix + setting.ofBroker();
  }

  private Optional<String> text(Setting setting) {
    return environment.text(variable(setting));
  }

  /// Empty if it is not set.
  Optional<String> url() {
    var url = text(Setting.MQTT_URL);
    url.filter(URL.negate())
        .ifPresent(_ -> fault(Setting.MQTT_URL, " must be tcp://host:1883 or ssl://host:8883"));
    return url;
  }

  /// Empty if they are not set.
  List<String> topics() {
    var topics =
        text(Setting.MQTT_TOPICS).stream()
            .flatMap(text -> Stream.of(text.strip().split("\\s+")))
            .toList();
    topics.stream()
        .filter(TOPIC.negate())
        .forEach(topic -> fault(Setting.MQTT_TOPICS, " has “" + topic + "”: no topic filter"));
    return topics;
  }

  /// Filters as they are subscribed to: those of a group begin with its name.
  private List<String> subscribed(List<String> topics, Version version) {
    var group = text(Setting.MQTT_GROUP);
    group
        .filter(GROUP.negate())
        .ifPresent(
            name ->
                fault(
                    Setting.MQTT_GROUP,
                    " is “" + name + "”: at most 64 letters, digits, hyphens and _ belong there"));
    var wanted =
        group
            .map(name -> topics.stream().map(topic -> MqttSettings.shared(name, topic)).toList())
            .orElse(topics);
    if (version == Version.MQTT_3_1_1
        && wanted.stream().anyMatch(topic -> topic.startsWith(MqttSettings.SHARED))) {
      fault(
          Setting.MQTT_GROUP,
          " needs MQTT 5: in 3.1.1 a broker may take $share for a topic like any other, and nothing comes");
    }
    return wanted;
  }

  String clientId(String fallback) {
    return text(Setting.MQTT_CLIENT_ID).orElse(fallback);
  }

  /// All of it.
  MqttSettings settings(String url, String clientId, List<String> topics) {
    var user = text(Setting.MQTT_USER);
    var authority = text(Setting.MQTT_CA_FILE).map(this::authority);
    if (authority.isPresent() && URL.test(url) && url.startsWith(PLAIN)) {
      fault(
          Setting.MQTT_CA_FILE,
          " is set, but "
              + variable(Setting.MQTT_URL)
              + " begins with tcp://, without TLS: make it ssl://, or leave the file away");
    }
    var password = environment.secret(variable(Setting.MQTT_PASSWORD));
    if (user.isEmpty() && password.isPresent()) {
      fault(Setting.MQTT_PASSWORD, " needs " + variable(Setting.MQTT_USER));
    }
    var version = version();
    return new MqttSettings(
        name,
        prefix,
        url,
        version,
        user,
        password.orElse(""),
        authority,
        clientId,
        subscribed(topics, version));
  }

  private Version version() {
    var number = text(Setting.MQTT_VERSION).or(Setting.MQTT_VERSION::fallback).orElseThrow();
    return Version.of(number)
        .orElseGet(
            () -> {
              fault(Setting.MQTT_VERSION, " is “" + number + "”: 5 or 3.1.1 belongs there");
              return Version.MQTT_5;
            });
  }

  private Path authority(String file) {
    if (!Files.isReadable(Path.of(file))) {
      fault(Setting.MQTT_CA_FILE, " is “" + file + "”: there is no such file that can be read");
    }
    return Path.of(file);
  }

  /// Says what is wrong with one of its settings.
  void fault(Setting setting, String what) {
    environment.fault(variable(setting) + what);
  }
}
