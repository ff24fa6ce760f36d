package pilotfeld.processing.store;

import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;

/// Tells data that the database refuses from a database that cannot do its work.
public final class DataRefusal {

  // SQLSTATE raise_exception: a function of the schema says why in its own words.
  private static final String RAISED = "P0001";

  private DataRefusal() {}

  /// What the database said of the data, where they are what it refused; empty for any other
  /// failure, such as a connection that broke.
  public static Optional<String> of(JdbiException failure) {
    return StoreUnavailable.sql(failure)
        .filter(each -> isOfData(each) || RAISED.equals(each.getSQLState()))
        .map(Throwable::getMessage);
  }

  // SQLSTATE classes 22 and 23: data exception, integrity constraint violation.
  static boolean isOfData(SQLException e) {
    var state = e.getSQLState();
    return state != null && (state.startsWith("22") || state.startsWith("23"));
  }
}
