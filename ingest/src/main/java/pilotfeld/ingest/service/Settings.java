package pilotfeld.ingest.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import pilotfeld.ingest.hook.HookSettings;
import pilotfeld.ingest.mqtt.MqttSettings;
import pilotfeld.ingest.mqtt.MqttSettings.Version;
import pilotfeld.ingest.tls.CertificateFault;
import pilotfeld.ingest.tls.CertificateFiles;
import pilotfeld.processing.http.Reach;
import pilotfeld.processing.network.NetworkSettings;
import pilotfeld.processing.order.WorkOrderSettings;
import pilotfeld.processing.proxy.TrustedProxies;
import pilotfeld.processing.reading.TimeLadder;
import pilotfeld.processing.secret.MasterSecret;
import pilotfeld.processing.secret.SecretFile;
import pilotfeld.processing.signon.ProviderSettings;
import pilotfeld.processing.spool.SpoolLimits;
import pilotfeld.processing.store.DatabaseSettings;

/// The settings of a run, read from the environment and checked all at once.
///
/// @param database empty where none is named
/// @param broker the first; empty where none is named
/// @param furtherBrokers each a source of its own
/// @param control the first broker once more, as the user that gives sensors users of their own
/// @param embeddedBroker port of the embedded broker, which stands in for the first
/// @param source name of the first broker's messages
/// @param topics of the first broker
/// @param certificate of the page and of webhooks; empty for HTTP without TLS
/// @param reach how people reach the page
/// @param apiRate requests of the interface that one client may make in a second
/// @param coap where plain CoAP listens
/// @param coaps where CoAP over DTLS listens, if there is a secret
/// @param hooks where webhooks listen, and to whom
/// @param networks to which devices are made known
/// @param workOrders where work orders go; empty where nobody takes them
/// @param secret what keys of devices are encrypted with; empty where none is set
/// @param signOn where people may sign in otherwise; empty if nowhere
/// @param administrator password wanted for the first administrator
/// @param metricsToken what opens the figures to other machines
/// @param models folder of further device models
/// @param state folder of the spool and of the embedded parts
/// @param spool how much may wait on disk
/// @param ladder which clocks are believed
/// @param zone of dates and exports
public record Settings(
    Optional<DatabaseSettings> database,
    Optional<MqttSettings> broker,
    List<MqttSettings> furtherBrokers,
    Optional<MqttSettings> control,
    int embeddedBroker,
    String source,
    List<String> topics,
    InetSocketAddress http,
    Optional<CertificateFiles> certificate,
    Reach reach,
    int apiRate,
    InetSocketAddress coap,
    InetSocketAddress coaps,
    HookSettings hooks,
    List<NetworkSettings> networks,
    Optional<WorkOrderSettings> workOrders,
    Optional<MasterSecret> secret,
    Optional<ProviderSettings> signOn,
    Optional<String> administrator,
    Optional<String> metricsToken,
    Optional<Path> models,
    Path state,
    SpoolLimits spool,
    TimeLadder ladder,
    ZoneId zone) {

  // A spool with less could not take the largest messages of one group.
  private static final long SPOOL_LEAST = 1024 * 1024;
  private static final int RATE_LIMIT = 1_000_000;
  private static final int PORT_LIMIT = 65_535;
  private static final String OWN_SENSORS = "pilotfeld/+/up";
  private static final String HTTP = "http";
  private static final String HTTPS = "https";
  private static final String LOOPBACK = "loopback";
  private static final String ANYWHERE = "anywhere";

  /// @throws SettingsException naming every setting that is wrong
  public static Settings from(Map<String, String> environment) {
    return new Reading(new Environment(environment)).settings();
  }

  /// Every broker that is named.
  public List<MqttSettings> brokers() {
    return Stream.concat(broker.stream(), furtherBrokers.stream()).toList();
  }

  /// The same for the embedded default, which has a secret of its own where none is set, and
  /// listens to sensors of their own in any case.
  ///
  /// @throws IOException if the secret can neither be read nor made
  public Settings embedded() throws IOException {
    var known = secret.isPresent() ? secret.get() : SecretFile.in(state);
    return new Settings(
        database,
        broker,
        furtherBrokers,
        control,
        embeddedBroker,
        source,
        Stream.concat(topics.stream(), Stream.of(OWN_SENSORS)).distinct().toList(),
        http,
        certificate,
        reach,
        apiRate,
        coap,
        coaps,
        hooks,
        networks,
        workOrders,
        Optional.of(known),
        signOn,
        administrator,
        metricsToken,
        models,
        state,
        spool,
        ladder,
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

    private final Environment environment;

    Reading(Environment environment) {
      this.environment = environment;
    }

    Settings settings() {
      var sources = MqttSources.from(environment);
      var certificate = certificate();
      var proxies = proxies();
      var settings =
          new Settings(
              database(),
              sources.first(),
              sources.further(),
              control(sources.first()),
              port(Setting.MQTT_PORT),
              sources.name(),
              sources.topics(),
              new InetSocketAddress(value(Setting.HTTP_HOST), port(Setting.HTTP_PORT)),
              certificate,
              new Reach(isHttps(certificate.isPresent()), proxies),
              rate(),
              plainCoap(),
              new InetSocketAddress(value(Setting.COAPS_HOST), port(Setting.COAPS_PORT)),
              new HookSettings(
                  new InetSocketAddress(value(Setting.HOOK_HOST), port(Setting.HOOK_PORT)),
                  HookSources.from(environment),
                  proxies),
              NetworkSources.from(environment),
              WorkOrderReceiver.from(environment),
              secret(),
              SignOnSource.from(environment),
              environment.secret(Setting.ADMIN_PASSWORD.variable()),
              environment.secret(Setting.METRICS_TOKEN.variable()),
              text(Setting.MODELS).map(this::folder),
              Path.of(value(Setting.STATE)),
              new SpoolLimits(
                  bytes(Setting.SPOOL_BYTES, SPOOL_LEAST), bytes(Setting.SPOOL_FREE_BYTES, 0)),
              ladder(),
              zone());
      environment.check();
      return settings;
    }

    private Optional<DatabaseSettings> database() {
      var user = value(Setting.DB_USER);
      var password = environment.secret(Setting.DB_PASSWORD.variable()).orElse("");
      var url = text(Setting.DB_URL);
      url.filter(each -> !each.startsWith("jdbc:postgresql:"))
          .ifPresent(_ -> environment.fault("PILOTFELD_DB_URL must begin with jdbc:postgresql://"));
      return url.map(each -> new DatabaseSettings(each, user, password));
    }

    private Optional<String> text(Setting setting) {
      return environment.text(setting.variable());
    }

    private String value(Setting setting) {
      return text(setting).or(setting::fallback).orElseThrow();
    }

    private int port(Setting setting) {
      try {
        var port = Integer.parseInt(value(setting));
        if (port >= 0 && port <= PORT_LIMIT) {
          return port;
        }
      } catch (NumberFormatException e) {
        // Falls through to the one fault for whatever is no port.
      }
      environment.fault(
          setting.variable()
              + " is “"
              + value(setting)
              + "”: a port from 0 to 65535 belongs there");
      return 0;
    }

    private Optional<MqttSettings> control(Optional<MqttSettings> broker) {
      var user = text(Setting.MQTT_CONTROL_USER);
      var password = environment.secret(Setting.MQTT_CONTROL_PASSWORD.variable());
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

    private Optional<CertificateFiles> certificate() {
      var file = text(Setting.HTTP_CERTIFICATE_FILE);
      var key = text(Setting.HTTP_KEY_FILE);
      if (file.isPresent() != key.isPresent()) {
        environment.fault(
            "PILOTFELD_HTTP_CERTIFICATE_FILE and PILOTFELD_HTTP_KEY_FILE belong together: set both or none");
        return Optional.empty();
      }
      var files = file.map(each -> new CertificateFiles(Path.of(each), Path.of(key.orElseThrow())));
      try {
        files.ifPresent(CertificateFiles::read);
      } catch (CertificateFault e) {
        environment.fault(
            "PILOTFELD_HTTP_CERTIFICATE_FILE and PILOTFELD_HTTP_KEY_FILE: " + e.getMessage());
      }
      return files;
    }

    private TrustedProxies proxies() {
      try {
        return TrustedProxies.of(
            text(Setting.HTTP_PROXIES).stream()
                .flatMap(text -> Stream.of(text.strip().split("\\s+")))
                .toList());
      } catch (IllegalArgumentException e) {
        environment.fault("PILOTFELD_HTTP_PROXIES: " + e.getMessage());
        return TrustedProxies.NONE;
      }
    }

    private boolean isHttps(boolean hasCertificate) {
      var scheme = text(Setting.HTTP_SCHEME);
      if (scheme.filter(each -> !List.of(HTTP, HTTPS).contains(each)).isPresent()) {
        environment.fault(
            "PILOTFELD_HTTP_SCHEME is “" + scheme.orElseThrow() + "”: http or https belongs there");
      }
      if (hasCertificate && scheme.filter(HTTP::equals).isPresent()) {
        environment.fault(
            "PILOTFELD_HTTP_SCHEME is “http”, but PILOTFELD_HTTP_CERTIFICATE_FILE is set and the page"
                + " speaks HTTPS: leave one of the two away");
      }
      return hasCertificate || scheme.filter(HTTPS::equals).isPresent();
    }

    private int rate() {
      try {
        var rate = Integer.parseInt(value(Setting.API_RATE));
        if (rate >= 1 && rate <= RATE_LIMIT) {
          return rate;
        }
      } catch (NumberFormatException e) {
        // Falls through to the one fault for whatever is no rate.
      }
      environment.fault(
          "PILOTFELD_API_RATE is “%s”: a number from 1 to %d belongs there"
              .formatted(value(Setting.API_RATE), RATE_LIMIT));
      return 1;
    }

    private InetSocketAddress plainCoap() {
      var address = new InetSocketAddress(value(Setting.COAP_HOST), port(Setting.COAP_PORT));
      var where = value(Setting.COAP_PLAIN);
      if (!List.of(LOOPBACK, ANYWHERE).contains(where)) {
        environment.fault(
            "PILOTFELD_COAP_PLAIN is “" + where + "”: loopback or anywhere belongs there");
      }
      if (!isLoopback(address) && !where.equals(ANYWHERE)) {
        environment.fault(
            "PILOTFELD_COAP_HOST is “"
                + value(Setting.COAP_HOST)
                + "”: plain CoAP knows no sender and stays on loopback; let sensors use DTLS"
                + " (PILOTFELD_COAPS_HOST), or set PILOTFELD_COAP_PLAIN=anywhere where the network"
                + " keeps strangers out");
      }
      return address;
    }

    private static boolean isLoopback(InetSocketAddress address) {
      return address.getAddress() != null && address.getAddress().isLoopbackAddress();
    }

    private Optional<MasterSecret> secret() {
      var secret = secret(Setting.SECRET_KEY);
      var before = secret(Setting.SECRET_KEY_BEFORE);
      if (before.isPresent() && secret.isEmpty()) {
        environment.fault("PILOTFELD_SECRET_KEY_BEFORE needs PILOTFELD_SECRET_KEY, the new one");
      }
      return secret.map(each -> before.map(each::after).orElse(each));
    }

    // What was given is not repeated: it may be nearly right.
    private Optional<MasterSecret> secret(Setting setting) {
      var given = environment.secret(setting.variable()).filter(text -> !text.isBlank());
      var secret = given.flatMap(MasterSecret::parse);
      if (given.isPresent() && secret.isEmpty()) {
        environment.fault(
            setting.variable()
                + " is not 32 bytes in base64, such as openssl rand -base64 32 gives");
      }
      return secret;
    }

    private long bytes(Setting setting, long least) {
      try {
        var bytes = Long.parseLong(value(setting));
        if (bytes >= least) {
          return bytes;
        }
      } catch (NumberFormatException e) {
        // Falls through to the one fault for whatever is no number of bytes.
      }
      environment.fault(
          "%s is “%s”: a number of bytes from %d on belongs there"
              .formatted(setting.variable(), value(setting), least));
      return Long.parseLong(setting.fallback().orElseThrow());
    }

    private Path folder(String path) {
      if (!Files.isDirectory(Path.of(path))) {
        environment.fault("PILOTFELD_MODELS is “" + path + "”: there is no such folder");
      }
      return Path.of(path);
    }

    private TimeLadder ladder() {
      return new TimeLadder(
          duration(Setting.TIME_PAST, TimeLadder.PAST_LIMIT),
          duration(Setting.TIME_FUTURE, TimeLadder.FUTURE_LIMIT));
    }

    private Duration duration(Setting setting, Duration most) {
      try {
        var duration = Duration.parse(value(setting));
        if (!duration.isNegative() && duration.compareTo(most) <= 0) {
          return duration;
        }
      } catch (DateTimeException e) {
        // Falls through to the one fault for whatever is no such span.
      }
      environment.fault(
          "%s is “%s”: a span from PT0S to P%dD belongs there, such as PT2M or P30D"
              .formatted(setting.variable(), value(setting), most.toDays()));
      return most;
    }

    private ZoneId zone() {
      try {
        return ZoneId.of(value(Setting.ZONE));
      } catch (DateTimeException e) {
        environment.fault(
            "PILOTFELD_ZONE is “"
                + value(Setting.ZONE)
                + "”: a name such as Europe/Berlin belongs there");
        return ZoneId.of("UTC");
      }
    }
  }
}
