package pilotfeld.processing.asset;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.registry.Position;

/// The operator's register in our tables. A file is taken whole or not at all, may be taken again,
/// and removes nothing: what it has no more is marked and told.
public final class AssetRegister {

  // The comparison holds until its commit, and the service may read meanwhile.
  private static final String LOCK = "LOCK TABLE asset IN SHARE ROW EXCLUSIVE MODE";
  // In one statement, as each counts as a change of the registry.
  private static final String WRITE =
      """
      INSERT INTO asset (id, kind, name, voltage_level, medium, lifecycle, latitude, longitude, imported_at)
      SELECT each.*, CAST(:now AS timestamptz)
        FROM unnest(CAST(:ids AS text[]), CAST(:kinds AS text[]), CAST(:names AS text[]), CAST(:levels AS text[]), CAST(:media AS text[]),
                    CAST(:lifecycles AS text[]), CAST(:latitudes AS double precision[]), CAST(:longitudes AS double precision[])) each
      ON CONFLICT (id) DO UPDATE
        SET kind = excluded.kind, name = excluded.name, voltage_level = excluded.voltage_level, medium = excluded.medium,
            lifecycle = excluded.lifecycle, latitude = excluded.latitude, longitude = excluded.longitude,
            imported_at = coalesce(asset.imported_at, excluded.imported_at), missing_since = NULL
      """;
  private static final String MARK =
      "UPDATE asset SET missing_since = :now WHERE id = ANY (CAST(:ids AS text[])) AND missing_since IS NULL";

  private final Jdbi jdbi;

  public AssetRegister(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// How a file is to be taken.
  ///
  /// @param system of its coordinates; empty for what it says itself, else WGS 84
  /// @param partial whether it is not meant to have all assets of its kinds: then none is missing
  /// @param dryRun whether only to say what would change
  public record Request(Optional<ReferenceSystem> system, boolean partial, boolean dryRun) {}

  /// What became of a file.
  public sealed interface Outcome {}

  /// Nothing was changed, as something in the file cannot be taken.
  ///
  /// @param faults all of them, in the order of the file
  public record Refused(List<Fault> faults) implements Outcome {}

  /// The file was taken; or would be, in a dry run.
  public record Taken(Differences differences) implements Outcome {}

  /// Compares a file with what is registered, and brings that up to date.
  ///
  /// @param now when this is
  /// @throws IllegalArgumentException if the file is of another system than is said
  public Outcome take(RegisterFile file, Request request, Instant now) {
    var system = file.system(request.system());
    return jdbi.inTransaction(handle -> take(handle, file, system, request, now));
  }

  private static Outcome take(
      Handle handle, RegisterFile file, ReferenceSystem system, Request request, Instant now) {
    if (!request.dryRun()) {
      handle.execute(LOCK);
    }
    var registered = registered(handle);
    var kinds = registered.stream().map(AssetRow::kind).distinct().toList();
    var reader = new EntryReader(file, system, kinds);
    var comparison = new Comparison(registered, reader.entries());
    var faults = new ArrayList<>(reader.faults());
    faults.addAll(comparison.faults());
    if (!faults.isEmpty()) {
      return new Refused(List.copyOf(faults));
    }
    var differences = comparison.differences(request.partial());
    if (!request.dryRun()) {
      write(handle, comparison.written(), now);
      mark(handle, differences.missing(), now);
    }
    return new Taken(differences);
  }

  private static List<AssetRow> registered(Handle handle) {
    try (var rows = AssetRow.all(handle)) {
      return rows.toList();
    }
  }

  private static void write(Handle handle, List<Asset> assets, Instant now) {
    if (assets.isEmpty()) {
      return;
    }
    handle
        .createUpdate(WRITE)
        .bindArray("ids", String.class, each(assets, Asset::id))
        .bindArray("kinds", String.class, each(assets, Asset::kind))
        .bindArray("names", String.class, each(assets, Asset::name))
        .bindArray("levels", String.class, orNull(assets, Asset::voltageLevel))
        .bindArray("media", String.class, orNull(assets, Asset::medium))
        .bindArray("lifecycles", String.class, orNull(assets, Asset::lifecycle))
        .bindArray(
            "latitudes",
            Double.class,
            orNull(assets, asset -> asset.position().map(Position::latitude)))
        .bindArray(
            "longitudes",
            Double.class,
            orNull(assets, asset -> asset.position().map(Position::longitude)))
        .bind("now", now)
        .execute();
  }

  private static void mark(Handle handle, List<Differences.Missing> missing, Instant now) {
    var fresh = missing.stream().filter(each -> each.since().isEmpty()).toList();
    if (fresh.isEmpty()) {
      return;
    }
    handle
        .createUpdate(MARK)
        .bindArray("ids", String.class, each(fresh, Differences.Missing::id))
        .bind("now", now)
        .execute();
  }

  private static <T> List<String> each(List<T> rows, Function<T, String> field) {
    return rows.stream().map(field).toList();
  }

  private static <T> List<T> orNull(List<Asset> assets, Function<Asset, Optional<T>> field) {
    return assets.stream().map(asset -> field.apply(asset).orElse(null)).toList();
  }
}
