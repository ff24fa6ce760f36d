package pilotfeld.processing.spool;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/// Takes what can still be read of a damaged file over into another, row by row.
final class Salvage {

  /// Numbers in a row under which nothing can be read, before the rest is given up.
  static final int MISSES_LIMIT = 200_000;

  private static final String NEXT =
      "SELECT * FROM message WHERE number > :after ORDER BY number LIMIT 1";

  // Nothing is known of them but their numbers; they count as set aside.
  private static final String MISSED = "INSERT INTO unreadable (number) VALUES (:number)";

  private final Handle from;
  private final Handle to;
  private long after;
  private long saved;
  private long unreadable;
  private int misses;

  private Salvage(Handle from, Handle to) {
    this.from = from;
    this.to = to;
  }

  /// @return what was done, in a line for the operator
  static String run(Handle from, Handle to) {
    var salvage = new Salvage(from, to);
    var why = to.inTransaction(_ -> salvage.rows());
    return "salvaged %d messages; %d numbers among them cannot be read; %s"
        .formatted(salvage.saved, salvage.unreadable, why);
  }

  private String rows() {
    while (misses < MISSES_LIMIT) {
      try {
        var row = next();
        if (row.isEmpty()) {
          return "read to the end";
        }
        keep(row.get());
      } catch (JdbiException e) {
        if (!SpoolFile.isDamagedInPlaces(e)) {
          return "ended by: " + SpoolFile.reason(e);
        }
        after++;
        misses++;
      }
    }
    return "nothing can be read behind number " + (after - misses);
  }

  private Optional<SpoolRow> next() {
    return from.createQuery(NEXT).bind("after", after).map(Rows.MAPPER).findOne();
  }

  private void keep(SpoolRow row) {
    Rows.insert(to, row);
    keepMisses();
    after = row.number();
    saved++;
  }

  private void keepMisses() {
    var numbers = to.prepareBatch(MISSED);
    for (; misses > 0; misses--) {
      numbers.bind("number", after - misses + 1).add();
      unreadable++;
    }
    numbers.execute();
  }
}
