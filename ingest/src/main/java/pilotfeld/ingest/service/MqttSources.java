package pilotfeld.ingest.service;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pilotfeld.ingest.mqtt.MqttSettings;
import pilotfeld.ingest.mqtt.MqttSettings.Version;

/// The brokers: the first one, and those that `PILOTFELD_MQTT_SOURCES` names.
///
/// @param name of the first source, also where its broker is embedded
/// @param topics of the first source, also where its broker is embedded
/// @param first empty where it has no address
/// @param further beside the first
/// @param control the first once more, as the user that gives sensors users of their own
/// @param embeddedPort of the broker that stands in for the first
record MqttSources(
    String name,
    List<String> topics,
    Optional<MqttSettings> first,
    List<MqttSettings> further,
    Optional<MqttSettings> control,
    int embeddedPort) {

  /// Reads them; what is wrong becomes a fault of the environment.
  static MqttSources from(Environment environment) {
    var names = new SourceNames(environment);
    var source = new MqttSource(environment, names.first(), Setting.MQTT_PREFIX);
    var clientId = source.clientId(fallback(Setting.MQTT_CLIENT_ID));
    var given = source.topics();
    var topics = given.isEmpty() ? List.of(fallback(Setting.MQTT_TOPICS)) : given;
    var url = source.url();
    // Read in any case: what is set without an address is no unknown setting.
    var first = source.settings(url.orElse(""), clientId, topics);
    var further =
        names.further().stream().map(name -> further(environment, name, clientId)).toList();
    refuseSharedClientIds(environment, Stream.concat(Stream.of(first), further.stream()).toList());
    var broker = url.map(_ -> first);
    return new MqttSources(
        source.name(),
        first.topics(),
        broker,
        further,
        control(environment, broker),
        environment.port(Setting.MQTT_PORT));
  }

  private static String fallback(Setting setting) {
    return setting.fallback().orElseThrow();
  }

  private static MqttSettings further(Environment environment, String name, String firstClientId) {
    var source = new MqttSource(environment, name, Setting.prefix(name));
    var url = source.url();
    if (url.isEmpty()) {
      source.fault(Setting.MQTT_URL, " is not set: the source “" + name + "” needs a broker");
    }
    var topics = source.topics();
    if (topics.isEmpty()) {
      source.fault(
          Setting.MQTT_TOPICS, " is not set: say what to take from the source “" + name + "”");
    }
    return source.settings(url.orElse(""), source.clientId(firstClientId + "-" + name), topics);
  }

  private static Optional<MqttSettings> control(
      Environment environment, Optional<MqttSettings> broker) {
    var user = environment.text(Setting.MQTT_CONTROL_USER);
    var password = environment.secret(Setting.MQTT_CONTROL_PASSWORD);
    if (user.isPresent() != password.isPresent()) {
      environment.fault(
          "PILOTFELD_MQTT_CONTROL_USER and PILOTFELD_MQTT_CONTROL_PASSWORD belong together: set both or none");
      return Optional.empty();
    }
    if (user.isPresent() && broker.filter(each -> each.version() == Version.MQTT_5).isEmpty()) {
      environment.fault(
          "PILOTFELD_MQTT_CONTROL_USER needs PILOTFELD_MQTT_URL, and MQTT 5: it is a user of that broker");
    }
    return broker.flatMap(each -> user.map(name -> each.asUser(name, password.orElseThrow())));
  }

  // Two addresses may be of one broker, where the second session would end the first.
  private static void refuseSharedClientIds(Environment environment, List<MqttSettings> sources) {
    var owners = new HashMap<String, String>();
    for (var source : sources) {
      var owner = owners.putIfAbsent(source.clientId(), source.source());
      if (owner != null) {
        environment.fault(
            "%sCLIENT_ID is “%s” as that of the source “%s”: give each its own"
                .formatted(source.variables(), source.clientId(), owner));
      }
    }
  }
}
