package pilotfeld.ingest.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import pilotfeld.ingest.hook.HookSettings;
import pilotfeld.ingest.mqtt.MqttSettings;
import pilotfeld.ingest.tls.CertificateFiles;
import pilotfeld.processing.http.Reach;
import pilotfeld.processing.network.NetworkSettings;
import pilotfeld.processing.order.WorkOrderSettings;
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
  private static final String OWN_SENSORS = "pilotfeld/+/up";

  /// @throws SettingsException naming every setting that is wrong
  public static Settings from(Map<String, String> environment) {
    var reading = new Environment(environment);
    var settings = read(reading);
    reading.check();
    return settings;
  }

  private static Settings read(Environment environment) {
    var brokers = MqttSources.from(environment);
    var page = PageSettings.from(environment);
    var coap = CoapSettings.from(environment);
    var times = TimeSettings.from(environment);
    return new Settings(
        DatabaseSource.from(environment),
        brokers.first(),
        brokers.further(),
        brokers.control(),
        brokers.embeddedPort(),
        brokers.name(),
        brokers.topics(),
        page.address(),
        page.certificate(),
        page.reach(),
        page.apiRate(),
        coap.plain(),
        coap.secured(),
        HookSources.from(environment, page.reach().proxies()),
        NetworkSources.from(environment),
        WorkOrderReceiver.from(environment),
        SecretKeys.from(environment),
        SignOnSource.from(environment),
        environment.secret(Setting.ADMIN_PASSWORD),
        environment.secret(Setting.METRICS_TOKEN),
        environment.text(Setting.MODELS).map(path -> folder(environment, path)),
        Path.of(environment.value(Setting.STATE)),
        spool(environment),
        times.ladder(),
        times.zone());
  }

  private static Path folder(Environment environment, String path) {
    if (!Files.isDirectory(Path.of(path))) {
      environment.fault("PILOTFELD_MODELS is “" + path + "”: there is no such folder");
    }
    return Path.of(path);
  }

  private static SpoolLimits spool(Environment environment) {
    return new SpoolLimits(
        bytes(environment, Setting.SPOOL_BYTES, SPOOL_LEAST),
        bytes(environment, Setting.SPOOL_FREE_BYTES, 0));
  }

  private static long bytes(Environment environment, Setting setting, long least) {
    return environment.number(
        setting, least, Long.MAX_VALUE, "a number of bytes from %d on".formatted(least));
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
}
