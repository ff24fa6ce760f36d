package pilotfeld.ingest.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pilotfeld.ingest.mqtt.MqttSettings;
import pilotfeld.processing.secret.MasterSecret;
import pilotfeld.processing.secret.SecretFile;
import pilotfeld.processing.store.DatabaseSettings;

/// The settings of a run, read from the environment and checked all at once.
///
/// @param database empty where none is named
/// @param broker empty where none is named
/// @param embeddedBroker port of the embedded broker
/// @param coap where plain CoAP listens
/// @param coaps where CoAP over DTLS listens, if there is a secret
/// @param secret what keys of devices are encrypted with; empty where none is set
/// @param administrator password wanted for the first administrator
/// @param models folder of further device models
/// @param state folder of the embedded parts
/// @param zone of dates and exports
public record Settings(
    Optional<DatabaseSettings> database,
    Optional<MqttSettings> broker,
    int embeddedBroker,
    List<String> topics,
    InetSocketAddress http,
    InetSocketAddress coap,
    InetSocketAddress coaps,
    Optional<MasterSecret> secret,
    Optional<String> administrator,
    Optional<Path> models,
    Path state,
    ZoneId zone) {

  private static final int PORT_LIMIT = 65_535;
  private static final String LOOPBACK = "loopback";
  private static final String ANYWHERE = "anywhere";

  /// @throws SettingsException naming every setting that is wrong
  public static Settings from(Map<String, String> environment) {
    return new Reading(environment).settings();
  }

  /// The same for the embedded default, which has a secret of its own where none is set.
  ///
  /// @throws IOException if the secret can neither be read nor made
  public Settings embedded() throws IOException {
    var known = secret.isPresent() ? secret.get() : SecretFile.in(state);
    return new Settings(
        database,
        broker,
        embeddedBroker,
        topics,
        http,
        coap,
        coaps,
        Optional.of(known),
        administrator,
        models,
        state,
        zone);
  }

  /// Settings are wrong; the message has a line for each.
  public static final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SettingsException(List<String> faults) {
      super(String.join("\n", faults));
    }
  }

  private static final class Reading {

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final List<String> faults = new ArrayList<>();

    Reading(Map<String, String> environment) {
      for (var setting : Setting.values()) {
        value(setting, environment)
            .or(setting::fallback)
            .ifPresent(value -> values.put(setting, value));
      }
      for (var name : environment.keySet()) {
        if (name.startsWith("PILOTFELD_")
            && !name.startsWith("PILOTFELD_TEST_")
            && !isKnown(name)) {
          faults.add(name + " is no setting; the README lists them");
        }
      }
    }

    private static boolean isKnown(String name) {
      for (var setting : Setting.values()) {
        if (name.equals(setting.variable())
            || setting.isSecret() && name.equals(setting.variable() + "_FILE")) {
          return true;
        }
      }
      return false;
    }

    private Optional<String> value(Setting setting, Map<String, String> environment) {
      var value =
          Optional.ofNullable(environment.get(setting.variable())).filter(text -> !text.isBlank());
      var file = Optional.ofNullable(environment.get(setting.variable() + "_FILE"));
      return value.isPresent() || !setting.isSecret() || file.isEmpty()
          ? value
          : content(setting, Path.of(file.get()));
    }

    private Optional<String> content(Setting setting, Path file) {
      try {
        return Optional.of(Files.readString(file).strip());
      } catch (IOException e) {
        faults.add(setting.variable() + "_FILE cannot be read: " + e.getMessage());
        return Optional.empty();
      }
    }

    Settings settings() {
      var settings =
          new Settings(
              text(Setting.DB_URL)
                  .map(
                      url ->
                          new DatabaseSettings(
                              url,
                              values.get(Setting.DB_USER),
                              text(Setting.DB_PASSWORD).orElse(""))),
              text(Setting.MQTT_URL).map(this::broker),
              port(Setting.MQTT_PORT),
              topics(),
              new InetSocketAddress(values.get(Setting.HTTP_HOST), port(Setting.HTTP_PORT)),
              plainCoap(),
              new InetSocketAddress(values.get(Setting.COAPS_HOST), port(Setting.COAPS_PORT)),
              text(Setting.SECRET_KEY).flatMap(this::secret),
              text(Setting.ADMIN_PASSWORD),
              text(Setting.MODELS).map(this::folder),
              Path.of(values.get(Setting.STATE)),
              zone());
      check();
      return settings;
    }

    private void check() {
      text(Setting.DB_URL)
          .filter(url -> !url.startsWith("jdbc:postgresql:"))
          .ifPresent(url -> faults.add("PILOTFELD_DB_URL must begin with jdbc:postgresql://"));
      text(Setting.MQTT_URL)
          .filter(url -> !url.matches("(tcp|ssl)://[^/]+"))
          .ifPresent(
              url -> faults.add("PILOTFELD_MQTT_URL must be tcp://host:1883 or ssl://host:8883"));
      if (!faults.isEmpty()) {
        throw new SettingsException(faults);
      }
    }

    private MqttSettings broker(String url) {
      return new MqttSettings(
          Application.SOURCE,
          url,
          text(Setting.MQTT_USER),
          text(Setting.MQTT_PASSWORD).orElse(""),
          text(Setting.MQTT_CA_FILE).map(Path::of),
          values.get(Setting.MQTT_CLIENT_ID),
          topics());
    }

    private List<String> topics() {
      return List.of(values.get(Setting.MQTT_TOPICS).strip().split("\\s+"));
    }

    private Optional<String> text(Setting setting) {
      return Optional.ofNullable(values.get(setting));
    }

    private int port(Setting setting) {
      try {
        var port = Integer.parseInt(values.get(setting));
        if (port >= 0 && port <= PORT_LIMIT) {
          return port;
        }
      } catch (NumberFormatException e) {
        // Falls through to the one fault for whatever is no port.
      }
      faults.add(
          setting.variable()
              + " is “"
              + values.get(setting)
              + "”: a port from 0 to 65535 belongs there");
      return 0;
    }

    private InetSocketAddress plainCoap() {
      var address = new InetSocketAddress(values.get(Setting.COAP_HOST), port(Setting.COAP_PORT));
      var where = values.get(Setting.COAP_PLAIN);
      if (!List.of(LOOPBACK, ANYWHERE).contains(where)) {
        faults.add("PILOTFELD_COAP_PLAIN is “" + where + "”: loopback or anywhere belongs there");
      }
      if (!isLoopback(address) && !where.equals(ANYWHERE)) {
        faults.add(
            "PILOTFELD_COAP_HOST is “"
                + values.get(Setting.COAP_HOST)
                + "”: plain CoAP knows no sender and stays on loopback; let sensors use DTLS"
                + " (PILOTFELD_COAPS_HOST), or set PILOTFELD_COAP_PLAIN=anywhere where the network"
                + " keeps strangers out");
      }
      return address;
    }

    private static boolean isLoopback(InetSocketAddress address) {
      return address.getAddress() != null && address.getAddress().isLoopbackAddress();
    }

    // What was given is not repeated: it may be nearly right.
    private Optional<MasterSecret> secret(String base64) {
      var secret = MasterSecret.parse(base64);
      if (secret.isEmpty()) {
        faults.add(
            "PILOTFELD_SECRET_KEY is not 32 bytes in base64, such as openssl rand -base64 32 gives");
      }
      return secret;
    }

    private Path folder(String path) {
      if (!Files.isDirectory(Path.of(path))) {
        faults.add("PILOTFELD_MODELS is “" + path + "”: there is no such folder");
      }
      return Path.of(path);
    }

    private ZoneId zone() {
      try {
        return ZoneId.of(values.get(Setting.ZONE));
      } catch (DateTimeException e) {
        faults.add(
            "PILOTFELD_ZONE is “"
                + values.get(Setting.ZONE)
                + "”: a name such as Europe/Berlin belongs there");
        return ZoneId.of("UTC");
      }
    }
  }
}
