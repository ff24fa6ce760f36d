package pilotfeld.processing.secret;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Seals anew what an earlier secret has sealed: all of it, or nothing.
public final class Rotation {

  /// Rows that are held in memory at a time.
  private static final int BATCH = 1_000;

  /// Rows that are named when they cannot be opened.
  private static final int NAMED = 10;

  // In the order of their ids, as whoever else takes several of them does.
  private static final String ROWS =
      "SELECT %2$s::text AS id, %3$s AS sealed FROM %1$s WHERE %3$s IS NOT NULL AND %2$s::text > :after ORDER BY %2$s::text LIMIT :batch FOR UPDATE";
  private static final String RESEAL = "UPDATE %1$s SET %3$s = :sealed WHERE %2$s::text = :id";

  private final Jdbi jdbi;
  private final MasterSecret secret;
  private final List<SealedColumn> columns;

  /// @param secret that opens what an earlier one sealed, too
  /// @param columns all that hold anything sealed
  public Rotation(Jdbi jdbi, MasterSecret secret, List<SealedColumn> columns) {
    this.jdbi = jdbi;
    this.secret = secret;
    this.columns = List.copyOf(columns);
  }

  /// What was done.
  ///
  /// @param sealedAnew that the earlier secret had sealed
  /// @param left that were sealed with the new secret already
  public record Rotated(long sealedAnew, long left) {

    private Rotated and(Rotated other) {
      return new Rotated(sealedAnew + other.sealedAnew, left + other.left);
    }
  }

  private record Row(String id, byte[] sealed) {}

  /// Does so, in one transaction. It may be run again, and while services run that know both
  /// secrets.
  ///
  /// @throws IllegalArgumentException if something is sealed with neither; then nothing is changed
  public Rotated run() {
    return jdbi.inTransaction(this::run);
  }

  private Rotated run(Handle handle) {
    handle.execute("SET LOCAL statement_timeout = 0");
    var lost = new ArrayList<String>();
    var rotated = new Rotated(0, 0);
    for (var column : columns) {
      rotated = rotated.and(run(handle, column, lost));
    }
    if (!lost.isEmpty()) {
      throw new IllegalArgumentException(refusal(lost));
    }
    return rotated;
  }

  private Rotated run(Handle handle, SealedColumn column, List<String> lost) {
    var sum = new Rotated(0, 0);
    var rows = rows(handle, column, "");
    while (!rows.isEmpty()) {
      sum = sum.and(reseal(handle, column, rows, lost));
      rows = rows(handle, column, rows.getLast().id());
    }
    return sum;
  }

  private static List<Row> rows(Handle handle, SealedColumn column, String after) {
    return handle
        .createQuery(named(ROWS, column))
        .bind("after", after)
        .bind("batch", BATCH)
        .map((row, _) -> new Row(row.getString("id"), row.getBytes("sealed")))
        .list();
  }

  private Rotated reseal(Handle handle, SealedColumn column, List<Row> rows, List<String> lost) {
    var resealed = 0;
    var left = 0;
    var batch = handle.prepareBatch(named(RESEAL, column));
    for (var row : rows) {
      var about = column.about(row.id());
      var plain = secret.open(row.sealed(), about);
      if (secret.openAlone(row.sealed(), about).isPresent()) {
        left++;
      } else if (plain.isPresent()) {
        batch.bind("id", row.id()).bind("sealed", secret.seal(plain.get(), about)).add();
        resealed++;
      } else {
        lost.add(column + " of " + row.id());
      }
    }
    if (resealed > 0) {
      batch.execute();
    }
    return new Rotated(resealed, left);
  }

  private static String named(String statement, SealedColumn column) {
    return statement.formatted(column.table(), column.id(), column.column());
  }

  private static String refusal(List<String> lost) {
    return "nothing was changed, as neither PILOTFELD_SECRET_KEY nor PILOTFELD_SECRET_KEY_BEFORE opens %d keys: %s%s; give another PILOTFELD_SECRET_KEY_BEFORE, or make these anew (device key, delivery import --replace)"
        .formatted(
            lost.size(),
            String.join(", ", lost.subList(0, Math.min(NAMED, lost.size()))),
            lost.size() > NAMED ? " …" : "");
  }
}
