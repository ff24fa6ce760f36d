package pilotfeld.ingest.service;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import pilotfeld.ingest.tls.ServerTls;
import pilotfeld.processing.codec.CodecLimits;
import pilotfeld.processing.codec.Codecs;
import pilotfeld.processing.intake.Interpreter;
import pilotfeld.processing.metrics.Metrics;
import pilotfeld.processing.outbox.Courier;
import pilotfeld.processing.outbox.OutboxLimits;
import pilotfeld.processing.outbox.Sender;
import pilotfeld.processing.registry.Registrar;
import pilotfeld.processing.registry.Registry;
import pilotfeld.processing.store.Database;
import pilotfeld.processing.store.DatabaseSettings;
import pilotfeld.processing.store.Journal;

/// What every role works with. Made without asking the database anything.
final class Core implements AutoCloseable {

  final Settings settings;
  final Clock clock = Clock.systemUTC();
  final Metrics metrics = new Metrics();
  final Readings readings = new Readings(metrics);
  final Optional<ServerTls> tls;
  final Database database;
  final Codecs codecs = new Codecs(CodecLimits.DEFAULT);
  final Registrar registrar;
  final Registry registry;
  final Journal journal;
  final Preparation preparation;

  Core(Settings settings, DatabaseSettings at) {
    this.settings = settings;
    this.tls = settings.certificate().map(files -> new ServerTls(files, clock));
    this.database = Database.at(at);
    this.registrar = new Registrar(database.jdbi());
    this.registry = Registry.unread(database.jdbi());
    this.journal = new Journal(database, UUID.randomUUID().toString().substring(0, 8));
    this.preparation = new Preparation(settings, database, registrar, registry);
    readings.ofEveryRole(database, codecs);
  }

  /// What says what an arriving message is, and is counted.
  Interpreter interpreterOfArrivals() {
    return Interpreter.ofArrivals(codecs, settings.ladder(), metrics.messages());
  }

  /// What says it once more.
  Interpreter interpreterOfWhatIsKept() {
    return new Interpreter(codecs, settings.ladder());
  }

  /// What takes to its receiver what must go out.
  Courier courier(Sender sender) {
    return new Courier(sender, database.jdbi(), settings.secret(), OutboxLimits.DEFAULT);
  }

  @Override
  public void close() {
    codecs.close();
    database.close();
    metrics.close();
  }
}
