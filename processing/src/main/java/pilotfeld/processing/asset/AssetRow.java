package pilotfeld.processing.asset;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import pilotfeld.processing.registry.Position;

/// An asset as the tables have it.
///
/// @param importedAt when a file had it first; empty if none did
/// @param missingSince since when the files have it no more
/// @param sites that are at it now
public record AssetRow(
    String id,
    String kind,
    String name,
    Optional<String> voltageLevel,
    Optional<String> medium,
    Optional<String> lifecycle,
    Optional<Double> latitude,
    Optional<Double> longitude,
    Optional<Instant> importedAt,
    Optional<Instant> missingSince,
    List<String> sites) {

  private static final int FETCH = 5_000;

  private static final String ASSETS =
      """
      SELECT a.id, a.kind, a.name, a.voltage_level, a.medium, a.lifecycle, a.latitude, a.longitude, a.imported_at, a.missing_since,
             coalesce(s.sites, '{}') AS sites
        FROM asset a
        LEFT JOIN (SELECT asset, array_agg(id ORDER BY id) AS sites FROM site WHERE asset IS NOT NULL GROUP BY asset) s ON s.asset = a.id
       ORDER BY a.id
      """;

  /// All of them by identifier. Close the stream, within a transaction.
  static Stream<AssetRow> all(Handle handle) {
    return handle
        .createQuery(ASSETS)
        .setFetchSize(FETCH)
        .map(ConstructorMapper.of(AssetRow.class))
        .stream();
  }

  Asset asset() {
    return new Asset(id, kind, name, voltageLevel, medium, lifecycle, position());
  }

  Optional<Position> position() {
    return latitude.flatMap(north -> longitude.map(east -> new Position(north, east)));
  }

  /// Whether an import would leave it as it is, marks included.
  boolean isSettledAs(Asset wanted) {
    return wanted.equals(asset()) && importedAt.isPresent() && missingSince.isEmpty();
  }
}
