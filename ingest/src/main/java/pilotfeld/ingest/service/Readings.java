package pilotfeld.ingest.service;

import java.time.Clock;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import pilotfeld.ingest.coap.CoapReceiver;
import pilotfeld.ingest.hook.HookReceiver;
import pilotfeld.ingest.mqtt.MqttReceiver;
import pilotfeld.ingest.mqtt.Standing;
import pilotfeld.processing.codec.CodecLimits;
import pilotfeld.processing.codec.Codecs;
import pilotfeld.processing.intake.Intake;
import pilotfeld.processing.metrics.Metrics;
import pilotfeld.processing.metrics.Metrics.Member;
import pilotfeld.processing.outbox.OutboxList;
import pilotfeld.processing.outbox.OutboxList.Backlog;
import pilotfeld.processing.spool.SpoolLimits;
import pilotfeld.processing.spool.SpoolStanding;
import pilotfeld.processing.spool.SpoolUnavailable;
import pilotfeld.processing.store.Database;
import pilotfeld.processing.web.Page;

/// Binds what the parts show of themselves to the figures. Nothing here is asked before somebody
/// scrapes.
final class Readings {

  private static final double MILLIS = 1000;

  private final Metrics metrics;

  Readings(Metrics metrics) {
    this.metrics = metrics;
  }

  void ofEveryRole(Database database, Codecs codecs) {
    metrics.queue("codec", CodecLimits.DEFAULT.processes(), codecs::busy);
    metrics.queue("codec_waiting", Codecs.WAITING_LIMIT, codecs::waiting);
    metrics.queue("database_commit", Database.WRITING_CONNECTIONS, database::busyCommitConnections);
    metrics.queue("database_query", Database.QUERY_CONNECTIONS, database::busyQueryConnections);
  }

  void of(Intake intake, SpoolLimits limits, Clock clock) {
    metrics.queue("commit", Intake.WAITING_LIMIT, intake::waitingToCommit);
    metrics.queue("spool", Intake.WAITING_LIMIT, intake::waitingToSpool);
    metrics.gauge(
        "pilotfeld.database.up",
        "Whether the database takes messages, as far as is known",
        "",
        () -> intake.isStoreThere() ? 1 : 0);
    metrics.gauge(
        "pilotfeld.spool.messages",
        "Messages that wait on disk",
        "",
        () -> spooled(intake, SpoolStanding::messages));
    metrics.gauge(
        "pilotfeld.spool",
        "What they take on disk",
        "bytes",
        () -> spooled(intake, SpoolStanding::bytes));
    metrics.gauge("pilotfeld.spool.limit", "What they may take on disk", "bytes", limits::bytes);
    metrics.gauge(
        "pilotfeld.spool.oldest.age",
        "How long the oldest of them has waited; 0 where there is none",
        "seconds",
        () -> spooled(intake, standing -> age(standing, clock)));
  }

  private static double age(SpoolStanding standing, Clock clock) {
    return standing
        .oldest()
        .map(oldest -> Duration.between(oldest, clock.instant()).toMillis() / MILLIS)
        .orElse(0.0);
  }

  private static double spooled(Intake intake, ToDoubleFunction<SpoolStanding> part) {
    try {
      return part.applyAsDouble(intake.spooled());
    } catch (SpoolUnavailable e) {
      return Double.NaN;
    }
  }

  void of(MqttReceiver mqtt) {
    metrics.queue("mqtt_" + mqtt.source(), MqttReceiver.IN_FLIGHT_LIMIT, mqtt::inFlight);
    metrics.gauge(
        new Member("source", mqtt.source()),
        "pilotfeld.mqtt.connected",
        "Whether the broker of this source is connected",
        () -> mqtt.standing() == Standing.CONNECTED ? 1 : 0);
  }

  void of(CoapReceiver coap) {
    metrics.queue("coap", CoapReceiver.IN_FLIGHT_LIMIT, coap::inFlight);
  }

  void of(HookReceiver hooks) {
    metrics.queue("hook", HookReceiver.IN_FLIGHT_LIMIT, hooks::inFlight);
    metrics.queue("hook_connections", HookReceiver.CONNECTION_LIMIT, hooks::connections);
  }

  /// @return what waits to go out, which is to be read from the table now and then
  OutboxReading of(OutboxList list) {
    var outbox = new OutboxReading(list::backlog);
    metrics.gauge(
        "pilotfeld.outbox.waiting",
        "What waits to go out to other servers",
        "",
        () -> outbox.of(Backlog::waiting));
    metrics.gauge(
        "pilotfeld.outbox.failed",
        "What was given up, until a person has it tried again",
        "",
        () -> outbox.of(Backlog::failed));
    metrics.gauge(
        "pilotfeld.outbox.oldest.age",
        "How long the oldest of what waits has waited; 0 where nothing does",
        "seconds",
        () -> outbox.of(Backlog::oldestSeconds));
    return outbox;
  }

  /// @return the law, which is to be read from the tables now and then
  LawReading of(Page page) {
    metrics.queue("http", Page.REQUEST_LIMIT, page::requestsInWork);
    metrics.queue("export", Page.EXPORT_LIMIT, page::exportsInWork);
    var law = new LawReading(page::law);
    for (var term : LawReading.TERMS) {
      metrics.gauge(
          new Member("outcome", term),
          "pilotfeld.law.messages",
          "The law's terms as all processes wrote them into the tables, some seconds old",
          () -> law.of(term).orElse(Double.NaN));
    }
    return law;
  }
}
