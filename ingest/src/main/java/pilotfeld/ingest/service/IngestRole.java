package pilotfeld.ingest.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pilotfeld.ingest.coap.CoapReceiver;
import pilotfeld.ingest.coap.Secured;
import pilotfeld.ingest.hook.HookReceiver;
import pilotfeld.ingest.mqtt.MqttReceiver;
import pilotfeld.ingest.mqtt.MqttSettings;
import pilotfeld.ingest.mqtt.SensorUsers;
import pilotfeld.processing.access.BrokerUsers;
import pilotfeld.processing.intake.Intake;
import pilotfeld.processing.outbox.Courier;
import pilotfeld.processing.outbox.OutboxLimits;
import pilotfeld.processing.secret.DeviceKeys;
import pilotfeld.processing.spool.Spool;

/// Takes messages in: the receivers, and the intake with its spool behind them.
final class IngestRole implements AutoCloseable {

  private static final Duration REFUSED_PAUSE = Duration.ofSeconds(5);
  private static final Duration RENEWED_KEYS_PAUSE = Duration.ofSeconds(5);
  private static final Duration SENSOR_USERS_PAUSE = Duration.ofSeconds(1);
  private static final Duration DRAIN_PAUSE = Duration.ofMillis(200);

  private static final Logger LOG = LoggerFactory.getLogger(IngestRole.class);

  private final Core core;
  private final Settings settings;
  private final List<MqttSettings> brokers;
  private final List<MqttReceiver> receivers = new CopyOnWriteArrayList<>();
  private final String process;
  private final Intake intake;

  /// Opens the spool; nothing listens.
  ///
  /// @throws pilotfeld.processing.spool.SpoolUnavailable if its folder cannot be used
  IngestRole(Core core, List<MqttSettings> brokers) {
    this.core = core;
    this.settings = core.settings;
    this.brokers = List.copyOf(brokers);
    var spool = spool();
    this.process = spool.name();
    this.intake =
        new Intake(
            core.interpreterOfArrivals(),
            core.registry,
            core.journal,
            spool,
            core.metrics.messages());
    core.readings.of(intake, settings.spool(), core.clock);
  }

  private Spool spool() {
    return brokers.stream().anyMatch(MqttSettings::isShared)
        ? Spool.openFree(settings.state(), settings.spool())
        : Spool.open(spoolFolder(settings), settings.spool());
  }

  private static Path spoolFolder(Settings settings) {
    return settings.state().resolve("spool");
  }

  /// Whether a process with these settings has run before, and so can take messages in while the
  /// database is away.
  static boolean hasRun(Settings settings) {
    return Spool.isIn(spoolFolder(settings));
  }

  /// @throws PortTaken if a port is in use
  /// @throws IOException if a receiver cannot be made
  void start(Verticles verticles) throws IOException {
    verticles.repeat("refused", REFUSED_PAUSE, intake::writeRefused);
    verticles.repeat("spool", DRAIN_PAUSE, this::drain);
    startCoap(verticles);
    startHooks(verticles);
    startMqtt(verticles);
    settings.control().ifPresent(control -> startSensorUsers(control, verticles));
  }

  private void drain() {
    core.preparation.run();
    intake.drain();
  }

  private void startCoap(Verticles verticles) {
    PortTaken.checkUdp(settings.coap(), Setting.COAP_PORT);
    var secured =
        settings
            .secret()
            .map(
                secret ->
                    new Secured(settings.coaps(), new DeviceKeys(core.database.jdbi(), secret)));
    var coap = new CoapReceiver(settings.coap(), secured, intake, core.clock);
    core.readings.of(coap);
    if (secured.isPresent()) {
      PortTaken.checkUdp(settings.coaps(), Setting.COAPS_PORT);
      verticles.repeat("renewed keys", RENEWED_KEYS_PAUSE, coap::endOutdatedSessions);
    } else {
      LOG.warn(
          "no CoAP over DTLS: set PILOTFELD_SECRET_KEY to 32 random bytes in base64, the same for every process");
    }
    verticles.start(new ReceiverVerticle(coap::start, coap));
  }

  private void startHooks(Verticles verticles) {
    if (settings.hooks().hooks().isEmpty()) {
      return;
    }
    PortTaken.checkTcp(settings.hooks().address(), Setting.HOOK_PORT);
    var hooks = new HookReceiver(settings.hooks(), intake, core.clock);
    core.readings.of(hooks);
    verticles.serve(new HookVerticle(hooks, core.tls));
  }

  private void startMqtt(Verticles verticles) throws IOException {
    if (brokers.isEmpty() && settings.hooks().hooks().isEmpty()) {
      LOG.warn("no broker: PILOTFELD_MQTT_URL is not set, messages come over CoAP only");
    }
    for (var broker : brokers) {
      var own = broker.isShared() ? member(broker) : broker;
      var mqtt = new MqttReceiver(own, intake, core.clock);
      receivers.add(mqtt);
      core.readings.of(mqtt);
      verticles.start(new ReceiverVerticle(mqtt::start, mqtt));
    }
  }

  private void startSensorUsers(MqttSettings control, Verticles verticles) {
    var jdbi = core.database.jdbi();
    var sender = new SensorUsers(control, new BrokerUsers(jdbi, settings.secret()));
    var courier = new Courier(sender, jdbi, settings.secret(), OutboxLimits.DEFAULT);
    verticles.repeat("broker users", SENSOR_USERS_PAUSE, courier::run);
  }

  private MqttSettings member(MqttSettings broker) {
    var member = broker.as(process);
    LOG.info(
        "{}: one process of a group, as client {}; a broker may keep its share for it while it is stopped, for {} days",
        member.source(),
        member.clientId(),
        MqttReceiver.SESSION_EXPIRY.toDays());
    return member;
  }

  Intake intake() {
    return intake;
  }

  /// How this process stands with each broker, by the name of the source.
  Map<String, String> standings() {
    return receivers.stream()
        .collect(Collectors.toMap(MqttReceiver::source, each -> each.standing().toString()));
  }

  @Override
  public void close() {
    intake.close();
  }
}
