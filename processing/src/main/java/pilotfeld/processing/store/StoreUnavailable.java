package pilotfeld.processing.store;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.JdbiException;

/// The database could not be reached, or did not take what any database would take. Nothing was
/// decided about the data.
public final class StoreUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1;

  // Classes of SQLSTATE: connection, authorization, resources, not now, operator, system.
  private static final Set<String> OF_THE_WORLD = Set.of("08", "28", "53", "55", "57", "58");
  private static final String NO_RIGHT = "42501";
  private static final String READ_ONLY = "25006";

  // SQLSTATEs of connections, of lacking resources and of a server that shuts down or starts up;
  // the last is of a database that takes no connections.
  private static final List<String> AWAY = List.of("08", "53", "57P", "55000");

  /// @param cause null if the database itself is well
  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  /// What somebody may do about a query that failed, in a line, where the database was away or
  /// gives no right to it; empty for any other failure, such as a fault of the query.
  public static Optional<StoreUnavailable> of(Exception failure) {
    return failure instanceof JdbiException
        ? sql(failure)
            .filter(each -> isOfTheWorld(Optional.ofNullable(each.getSQLState()).orElse("")))
            .map(_ -> new StoreUnavailable("the database: " + line(failure), failure))
        : Optional.empty();
  }

  private static boolean isOfTheWorld(String state) {
    return state.equals(NO_RIGHT)
        || state.equals(READ_ONLY)
        || (state.length() == 5 && OF_THE_WORLD.contains(state.substring(0, 2)));
  }

  /// The first line of what the database said, else of what was tried.
  static String line(Throwable failure) {
    for (var each = failure; each != null; each = each.getCause()) {
      if (each instanceof UnknownHostException) {
        return "there is no host " + each.getMessage();
      }
    }
    var said = sql(failure).map(Throwable::getMessage).orElseGet(failure::getMessage);
    return Optional.ofNullable(said).flatMap(text -> text.lines().findFirst()).orElse("");
  }

  // Hikari gives up with an exception of its own, around the one that tells.
  static Optional<SQLException> sql(Throwable failure) {
    SQLException innermost = null;
    for (var each = failure; each != null; each = each.getCause()) {
      innermost = each instanceof SQLException found ? found : innermost;
    }
    return Optional.ofNullable(innermost);
  }

  /// Whether it may be back by itself; otherwise someone must see to it, as to a wrong password.
  public boolean isPassing() {
    for (Throwable each = this; each != null; each = each.getCause()) {
      if (each instanceof SQLException sql && sql.getSQLState() != null) {
        return AWAY.stream().anyMatch(sql.getSQLState()::startsWith);
      }
    }
    return false;
  }
}
