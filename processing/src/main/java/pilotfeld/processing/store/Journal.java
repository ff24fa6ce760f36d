package pilotfeld.processing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pilotfeld.processing.reading.Interpretation.Malformed;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.Outcome;
import pilotfeld.processing.reading.Radio;
import pilotfeld.processing.reading.Uplink;

/// Commits messages to the database, many in one transaction. Safe for use from several threads.
public final class Journal {

  /// How often something is tried that another transaction stood in the way of.
  static final int ATTEMPTS = 5;

  // Commits behind one whose reading found its place taken.
  private static final int CAREFUL_COMMITS = 100;
  private static final String UNIQUE_VIOLATION = "23505";

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  private final Database database;
  private final IdBlocks ids = new IdBlocks();
  private final ReadingRows readings = new ReadingRows();
  private final Tally tally;
  private final AtomicInteger careful = new AtomicInteger();

  /// @param process names this process in the tally
  public Journal(Database database, String process) {
    this.database = database;
    this.tally = new Tally(process);
  }

  /// Makes all of them durable. One that the database cannot hold goes to quarantine and spoils
  /// none of the others.
  ///
  /// @return what became of each, in their order
  /// @throws StoreUnavailable if the outcome is unknown: try all of them again, those that went in
  ///   are duplicates then
  public List<Outcome> commit(List<Arrival> arrivals) {
    return commit(arrivals, Optional.empty());
  }

  /// The same for messages that waited on disk: what is left there is said in the same transaction.
  ///
  /// @param left without these
  public List<Outcome> drain(List<Arrival> arrivals, Spooled left) {
    return commit(arrivals, Optional.of(left));
  }

  private List<Outcome> commit(List<Arrival> arrivals, Optional<Spooled> left) {
    try {
      return tried(() -> committed(arrivals, left), this::isTaken);
    } catch (SQLException e) {
      if (!DataRefusal.isOfData(e)) {
        throw unavailable(e);
      }
      return arrivals.size() == 1
          ? List.of(quarantine(arrivals.getFirst(), left, e))
          : bisect(arrivals, left);
    }
  }

  private List<Outcome> committed(List<Arrival> arrivals, Optional<Spooled> left)
      throws SQLException {
    return inTransaction(
        connection -> {
          var outcomes = new Commit(connection, ids, readings, tally, isCareful()).run(arrivals);
          if (left.isPresent()) {
            Tally.set(connection, left.get());
          }
          return outcomes;
        });
  }

  // Where one place was taken the next often are, as of a sensor that repeats what it sent.
  private boolean isCareful() {
    return careful.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  // SQLSTATE unique_violation: a reading found its place taken, or another process has brought the
  // same message meanwhile.
  private boolean isTaken(SQLException e) {
    var isTaken = UNIQUE_VIOLATION.equals(e.getSQLState());
    if (isTaken) {
      careful.set(CAREFUL_COMMITS);
    }
    return isTaken;
  }

  private List<Outcome> bisect(List<Arrival> arrivals, Optional<Spooled> left) {
    var middle = arrivals.size() / 2;
    var second = arrivals.subList(middle, arrivals.size());
    var leftThen = left.map(each -> each.plus(second.size()));
    var outcomes = new ArrayList<>(commit(arrivals.subList(0, middle), leftThen));
    outcomes.addAll(commit(second, left));
    return outcomes;
  }

  /// With nothing that came from outside but the bytes.
  private Outcome quarantine(Arrival arrival, Optional<Spooled> left, SQLException refusal) {
    LOG.warn(
        "{}: the database refuses it, it goes to quarantine: {}",
        printable(arrival.message().topic()),
        firstLine(refusal));
    try {
      return committed(List.of(plain(arrival, firstLine(refusal))), left).getFirst();
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  private static Arrival plain(Arrival arrival, String refusal) {
    var message = arrival.message();
    var given = arrival.interpretation().uplink();
    var uplink =
        new Uplink(
            given.identity(),
            given.frame(),
            Uplink.Kind.UNREADABLE,
            given.moment(),
            Optional.empty(),
            Optional.empty(),
            Radio.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.of("the database refuses it: " + refusal));
    var safe =
        new Message(
            message.source(),
            printable(message.topic()),
            message.body(),
            message.arrivedAt(),
            message.redelivered());
    return new Arrival(safe, new Malformed(uplink), arrival.identity());
  }

  private static String firstLine(SQLException refusal) {
    return refusal.getMessage().lines().findFirst().orElse("");
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "\uFFFD");
  }

  /// Gives messages that are in the tables what they are now, all in one transaction. One that the
  /// database cannot hold that way stays as it is.
  ///
  /// @param registry version of the registry by which they were understood
  /// @param dryRun only looks what would change
  /// @return what changed, in the order of the messages; empty if the registry has changed since:
  ///   then they must be understood anew, lest an older understanding replace a newer one
  /// @throws StoreUnavailable if the outcome is unknown; doing it again is harmless
  public Optional<List<Change>> revise(List<Revision> revisions, long registry, boolean dryRun) {
    if (revisions.isEmpty()) {
      return Optional.of(List.of());
    }
    try {
      return tried(
          () -> inTransaction(each -> revision(each, registry).run(revisions, dryRun)),
          Journal::isGivenUp);
    } catch (SQLException e) {
      if (!DataRefusal.isOfData(e)) {
        throw unavailable(e);
      }
      return revisions.size() == 1
          ? Optional.of(refused(revisions.getFirst(), e))
          : halves(revisions, registry, dryRun);
    }
  }

  private static <T> T tried(Attempt<T> attempt, Predicate<SQLException> isWorthwhile)
      throws SQLException {
    for (var left = ATTEMPTS; left > 1; left--) {
      try {
        return attempt.make();
      } catch (SQLException e) {
        if (!isWorthwhile.test(e)) {
          throw e;
        }
      }
    }
    return attempt.make();
  }

  private Revise revision(Connection connection, long registry) {
    return new Revise(connection, readings, tally, registry);
  }

  private Optional<List<Change>> halves(List<Revision> revisions, long registry, boolean dryRun) {
    var middle = revisions.size() / 2;
    var first = revise(revisions.subList(0, middle), registry, dryRun);
    var second = revise(revisions.subList(middle, revisions.size()), registry, dryRun);
    return first.flatMap(
        changes -> second.map(more -> Stream.concat(changes.stream(), more.stream()).toList()));
  }

  private static List<Change> refused(Revision revision, SQLException refusal) {
    LOG.warn(
        "message {} stays as it is, the database refuses what it would be: {}",
        revision.uplinkId(),
        firstLine(refusal));
    return List.of();
  }

  /// Counts what was turned away at the door.
  ///
  /// @throws StoreUnavailable if it could not be counted
  public void countRefused(long count) {
    try {
      inTransaction(
          connection -> {
            var counts = new EnumMap<Outcome, Long>(Outcome.class);
            counts.put(Outcome.REFUSED, count);
            tally.add(connection, counts);
            return count;
          });
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  /// Says how much waits on disk, and so whether the database takes anything.
  ///
  /// @throws StoreUnavailable if it could not be written
  public void say(Spooled spooled) {
    try {
      inTransaction(
          connection -> {
            Tally.set(connection, spooled);
            return spooled;
          });
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  private <T> T inTransaction(Work<T> work) throws SQLException {
    try (var connection = database.commits()) {
      connection.setAutoCommit(false);
      try {
        var result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        ids.forget();
        connection.rollback();
        throw cause(e);
      }
    }
  }

  // The writer of COPY's rows wraps what the server says.
  private static SQLException cause(Exception e) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof SQLException sql) {
        return sql;
      }
    }
    throw new IllegalStateException("a commit failed otherwise than by the database", e);
  }

  // SQLSTATE class 40 and lock_not_available: the server gave it up because it met another in a
  // circle, or did not come to its turn in time.
  private static boolean isGivenUp(SQLException e) {
    var state = e.getSQLState();
    return state != null && (state.startsWith("40") || state.equals("55P03"));
  }

  private static StoreUnavailable unavailable(SQLException e) {
    return new StoreUnavailable("the database does not take messages: " + e.getMessage(), e);
  }

  private interface Attempt<T> {
    T make() throws SQLException;
  }

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }
}
