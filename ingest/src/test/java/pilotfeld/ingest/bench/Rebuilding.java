package pilotfeld.ingest.bench;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import pilotfeld.processing.codec.CodecLimits;
import pilotfeld.processing.codec.Codecs;
import pilotfeld.processing.intake.Interpreter;
import pilotfeld.processing.reading.TimeLadder;
import pilotfeld.processing.registry.ModelFolders.Source;
import pilotfeld.processing.registry.Registry;
import pilotfeld.processing.registry.RegistrySnapshot;
import pilotfeld.processing.store.Database;
import pilotfeld.processing.store.Journal;
import pilotfeld.processing.worker.Rebuild;
import pilotfeld.processing.worker.Rebuilt;
import pilotfeld.processing.worker.Reinterpretation;

/// Readings anew from the bytes that arrived, of all devices: once where all is right already, and
/// once where every temperature has to be put right.
final class Rebuilding implements Part {

  @Override
  public String name() {
    return "rebuild";
  }

  @Override
  public void run(Rig rig, Samples samples) throws Exception {
    var since = Instant.now();
    Way.drain(rig, new Samples(), "before", rig.frames()::json);
    try (var database = Database.open(rig.database());
        var codecs = new Codecs(CodecLimits.DEFAULT)) {
      var registry = new Registry(database.jdbi());
      var interpreter = new Interpreter(codecs, TimeLadder.DEFAULT);
      var journal = new Journal(database, "bench");
      samples.add(
          "rebuild.right",
          "uplinks/s",
          rate(database, registry::snapshot, interpreter, journal, since));
      var wrong = registry.snapshot().with(List.of(otherwise().model()));
      samples.add(
          "rebuild.all changed",
          "uplinks/s",
          rate(database, () -> wrong, interpreter, journal, since));
      rate(database, registry::snapshot, interpreter, journal, since);
    }
    rig.awaitFlags();
  }

  private static double rate(
      Database database,
      Supplier<RegistrySnapshot> registry,
      Interpreter interpreter,
      Journal journal,
      Instant since) {
    var rebuild =
        new Rebuild(database.jdbi(), new Reinterpretation(registry, interpreter, journal));
    var all = new Rebuild.Selection(Optional.of(Frames.MODEL), Optional.empty(), since);
    var begun = System.nanoTime();
    var messages = rebuild.run(all, false, _ -> {}).stream().mapToLong(Rebuilt::messages).sum();
    return messages * 1e9 / (System.nanoTime() - begun);
  }

  private static Source otherwise() {
    var source = Probes.model();
    var codec = source.codec().orElseThrow().replace("- 32768) / 10", "- 32768) / 9");
    return new Source(source.id(), source.definition(), Optional.of(codec));
  }
}
