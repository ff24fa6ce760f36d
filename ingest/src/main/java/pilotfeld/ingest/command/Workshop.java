package pilotfeld.ingest.command;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.codec.CodecLimits;
import pilotfeld.processing.codec.Codecs;
import pilotfeld.processing.intake.Interpreter;
import pilotfeld.processing.reading.TimeLadder;
import pilotfeld.processing.registry.ModelFolders;
import pilotfeld.processing.registry.Registrar;
import pilotfeld.processing.registry.Registry;
import pilotfeld.processing.registry.RegistrySnapshot;
import pilotfeld.processing.store.Journal;
import pilotfeld.processing.worker.Rebuilt;
import pilotfeld.processing.worker.Reinterpretation;

/// What commands need that understand messages anew.
final class Workshop implements AutoCloseable {

  private static final String PROCESS = "command";

  // Running processes look every second whether the registry changed; what they commit after that
  // is understood by it.
  private static final Duration SEEN_EVERYWHERE_AFTER = Duration.ofSeconds(2);

  private final Connection connection;
  private final Codecs codecs = new Codecs(CodecLimits.DEFAULT);
  private final TimeLadder ladder;
  private final Registry registry;
  private final List<ModelFolders.Source> models;

  private Workshop(Connection connection, Settings settings) {
    this.connection = connection;
    this.ladder = settings.ladder();
    this.models = ModelFolders.builtInAnd(settings.models());
    this.registry = new Registry(connection.database().jdbi());
  }

  static Workshop open(Settings settings) throws IOException {
    var connection = Connection.open(settings);
    try {
      return new Workshop(connection, settings);
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  Jdbi jdbi() {
    return connection.database().jdbi();
  }

  /// With the device models as their folders have them now, which are brought up to date for that;
  /// a dry run only reads them.
  Reinterpretation reinterpretation(boolean dryRun) {
    if (!dryRun) {
      new Registrar(jdbi()).models(models);
      LockSupport.parkNanos(SEEN_EVERYWHERE_AFTER.toNanos());
    }
    var interpreter = new Interpreter(codecs, ladder);
    return new Reinterpretation(
        dryRun ? asWithModels() : current(),
        interpreter,
        new Journal(connection.database(), PROCESS));
  }

  private Supplier<RegistrySnapshot> asWithModels() {
    var read = models.stream().map(ModelFolders.Source::model).toList();
    return () -> current().get().with(read);
  }

  private Supplier<RegistrySnapshot> current() {
    return () -> {
      registry.refresh();
      return registry.snapshot();
    };
  }

  /// What became of messages, in a line.
  static String line(Rebuilt rebuilt) {
    var words = new StringBuilder();
    words.append(
        "%s: %d messages, %d changed"
            .formatted(rebuilt.what(), rebuilt.messages(), rebuilt.changed()));
    rebuilt
        .moves()
        .forEach(
            (move, count) ->
                words.append(", %d %s to %s".formatted(count, word(move.from()), word(move.to()))));
    words.append(
        "; readings: %d added, %d removed, %d altered"
            .formatted(rebuilt.added(), rebuilt.removed(), rebuilt.altered()));
    if (rebuilt.withoutBytes() > 0) {
      words.append("; %d have no bytes any more".formatted(rebuilt.withoutBytes()));
    }
    return words.toString();
  }

  private static String word(Enum<?> outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() throws IOException {
    codecs.close();
    connection.close();
  }
}
