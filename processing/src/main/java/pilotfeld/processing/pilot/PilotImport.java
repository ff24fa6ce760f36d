package pilotfeld.processing.pilot;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.field.Tasks;
import pilotfeld.processing.registry.ModelFolders;
import pilotfeld.processing.registry.Registrar;
import pilotfeld.processing.sheet.Entries.Readable;
import pilotfeld.processing.sheet.LineFault;

/// Registers the devices of a whole pilot. A file is taken whole or not at all, and may be taken
/// again: what is so already is left, and what contradicts it is told.
public final class PilotImport {

  // What was compared must hold until it is written; who reads does not wait. In the order in which
  // a registration writes.
  private static final String LOCK =
      "LOCK TABLE site, device, deployment IN SHARE ROW EXCLUSIVE MODE";

  private final Jdbi jdbi;
  private final Registrar registrar;
  private final Function<String, Optional<ModelFolders.Source>> folders;
  private final ZoneId zone;

  /// @param folders finds the folder of a model, which is brought up to date; empty for those that
  ///   are registered already
  /// @param zone on whose day a new pilot starts
  public PilotImport(
      Jdbi jdbi, Function<String, Optional<ModelFolders.Source>> folders, ZoneId zone) {
    this.jdbi = jdbi;
    this.registrar = new Registrar(jdbi);
    this.folders = folders;
    this.zone = zone;
  }

  /// How a file is to be taken.
  ///
  /// @param newPilots whether pilots that are not there are made
  /// @param dryRun whether only to say what would change
  public record Request(boolean newPilots, boolean dryRun) {}

  /// What became of a file.
  public sealed interface Outcome {}

  /// Nothing was changed, as something in the file cannot be taken.
  ///
  /// @param faults one for each such line, in the order of the file
  public record Refused(List<LineFault> faults) implements Outcome {}

  /// The file was taken; or would be, in a dry run.
  public record Taken(Changes changes) implements Outcome {}

  /// Compares a file with what is registered, and brings that up to date.
  ///
  /// @param now when this is
  /// @param progress is told from time to time how far the writing is
  public Outcome take(
      Readable<PilotRow> file, Request request, Instant now, Consumer<Progress> progress) {
    return jdbi.inTransaction(
        handle -> take(handle, file, request, now.truncatedTo(ChronoUnit.MICROS), progress));
  }

  private Outcome take(
      Handle handle,
      Readable<PilotRow> file,
      Request request,
      Instant now,
      Consumer<Progress> progress) {
    if (!request.dryRun()) {
      Tasks.takeTurns(handle);
      handle.execute(LOCK);
    }
    var standing = Standing.of(handle, file.rows());
    var comparison = new Comparison(standing, file.rows(), request.newPilots(), folders, now);
    var faults = new ArrayList<>(file.faults());
    faults.addAll(comparison.faults());
    if (!faults.isEmpty()) {
      faults.sort(Comparator.comparingLong(LineFault::line));
      return new Refused(List.copyOf(faults));
    }
    var changes = comparison.changes();
    if (!request.dryRun()) {
      changes.pilots().forEach(pilot -> add(pilot, now));
      registrar.models(changes.models());
      new Writing(handle, changes, progress).write();
    }
    return new Taken(changes);
  }

  // As `device add` makes one.
  private void add(String pilot, Instant now) {
    registrar.pilot(new Registrar.Pilot(pilot, pilot, "", LocalDate.ofInstant(now, zone)));
  }
}
