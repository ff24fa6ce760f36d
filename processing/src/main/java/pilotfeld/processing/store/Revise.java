package pilotfeld.processing.store;

import static java.util.stream.Collectors.toSet;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import pilotfeld.processing.reading.Outcome;

/// Gives messages that are in the tables what they are now, on one connection: those that changed,
/// and no others.
final class Revise {

  // What could not be read before has an identity now, and another message may have the same.
  private static final String COPIES =
      """
      UPDATE arriving a SET state = 'duplicate', identity = u.identity, reason = 'a second copy of message ' || o.id
        FROM uplink u, uplink o
       WHERE u.id = a.id AND u.identity <> a.identity AND o.id <> a.id AND o.state <> 'duplicate'
         AND (o.identity = a.identity
              OR o.frame = a.frame AND o.time BETWEEN a.time - make_interval(secs => a.same_frame_seconds)
                                                  AND a.time + make_interval(secs => a.same_frame_seconds))
      RETURNING a.id
      """;
  private static final String COPIES_AMONG_THEM =
      """
      UPDATE arriving a SET state = 'duplicate', identity = u.identity, reason = 'a second copy of message ' || b.id
        FROM uplink u, arriving b
       WHERE u.id = a.id AND u.identity <> a.identity AND b.id < a.id AND b.state <> 'duplicate'
         AND (b.identity = a.identity
              OR b.frame = a.frame AND b.time BETWEEN a.time - make_interval(secs => a.same_frame_seconds)
                                                  AND a.time + make_interval(secs => a.same_frame_seconds))
      RETURNING a.id
      """;
  private static final String UNLIKE =
      """
      SELECT id FROM arriving
      EXCEPT
      SELECT id FROM (SELECT %1$s FROM arriving
                      INTERSECT
                      SELECT %1$s FROM uplink WHERE id IN (SELECT id FROM arriving)) same
      """
          .formatted(UplinkRows.COLUMNS);
  private static final String UPDATE =
      "UPDATE uplink u SET (%1$s) = (SELECT %1$s FROM arriving a WHERE a.id = u.id) WHERE u.id = ANY (?)"
          .formatted(UplinkRows.COLUMNS);

  private static final String REGISTRY_VERSION = "SELECT version FROM registry_version";

  private final Connection connection;
  private final ReadingRows readings;
  private final Tally tally;
  private final long registry;

  /// @param registry version of the registry by which the messages were understood
  Revise(Connection connection, ReadingRows readings, Tally tally, long registry) {
    this.registry = registry;
    this.connection = connection;
    this.readings = readings;
    this.tally = tally;
  }

  /// @param dryRun only looks what would change
  /// @return what changed, in the order of the messages; empty if the registry has
  Optional<List<Change>> run(List<Revision> revisions, boolean dryRun) throws SQLException {
    var given = revisions.stream().map(Revision::arrival).toList();
    var found =
        compare(
            revisions,
            dryRun ? readings.checked(connection, given) : readings.fitted(connection, given));
    if (registryMoved()) {
      return Optional.empty();
    }
    if (!dryRun) {
      write(found);
    }
    return Optional.of(found.changes);
  }

  // Whoever changed the registry afterwards waits for our locks, and comes after us.
  private boolean registryMoved() throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(REGISTRY_VERSION)) {
      row.next();
      return row.getLong(1) != registry;
    }
  }

  private void write(Found found) throws SQLException {
    if (found.changes.isEmpty()) {
      return;
    }
    update(numbers(found.changes, _ -> true));
    replace(found, numbers(found.changes, Change::touchesReadings));
    lookAgain(found, numbers(found.changes, each -> !each.touchesReadings()));
    tally.add(connection, moved(found.changes));
  }

  private void replace(Found found, Set<Long> touched) throws SQLException {
    var where = found.whereabouts(touched);
    if (where.isPresent()) {
      ReadingRows.remove(connection, touched, where.get());
    }
    touched.removeAll(found.copies);
    var indices =
        IntStream.range(0, found.numbers.length)
            .filter(index -> touched.contains(found.numbers[index]))
            .boxed()
            .toList();
    readings.insert(connection, found.arrivals, found.numbers, indices);
  }

  // Another version of a model may test the same readings otherwise.
  private void lookAgain(Found found, Set<Long> untouched) throws SQLException {
    var where = found.whereabouts(untouched);
    if (where.isPresent()) {
      ReadingRows.markDirty(connection, untouched, where.get());
    }
  }

  private static Set<Long> numbers(List<Change> changes, Predicate<Change> wanted) {
    return changes.stream().filter(wanted).map(Change::uplinkId).collect(toSet());
  }

  /// @param numbers of the arrivals
  /// @param copies those that are second copies of other messages
  private record Found(
      List<Arrival> arrivals,
      long[] numbers,
      Map<Long, Kept> kept,
      Set<Long> copies,
      List<Change> changes) {

    Optional<Whereabouts> whereabouts(Set<Long> messages) {
      return Whereabouts.of(messages.stream().map(kept::get).toList());
    }
  }

  private Found compare(List<Revision> revisions, List<Arrival> given) throws SQLException {
    var asked = revisions.stream().map(Revision::uplinkId).toList();
    var kept = Kept.read(connection, asked, TimeSpan.ofReadings(given));
    // Those that retention has dropped in the meantime are not there any more.
    var there = IntStream.range(0, asked.size()).filter(each -> kept.containsKey(asked.get(each)));
    var indexes = there.toArray();
    var numbers = Arrays.stream(indexes).mapToLong(asked::get).toArray();
    var arrivals =
        Arrays.stream(indexes)
            .mapToObj(each -> given.get(each).orElseAs(kept.get(asked.get(each)).identity()))
            .toList();
    UplinkRows.stage(connection, arrivals, numbers);
    var copies = numbers(COPIES);
    copies.addAll(numbers(COPIES_AMONG_THEM));
    var unlike = numbers(UNLIKE);
    var changes =
        IntStream.range(0, numbers.length)
            .mapToObj(
                each -> change(numbers[each], kept.get(numbers[each]), arrivals.get(each), copies))
            .filter(each -> unlike.contains(each.uplinkId()) || each.touchesReadings())
            .toList();
    return new Found(arrivals, numbers, kept, copies, changes);
  }

  private static Change change(long number, Kept kept, Arrival arrival, Set<Long> copies) {
    var isCopy = copies.contains(number);
    var before = kept.places();
    var after = isCopy ? Places.none() : Places.of(ReadingRows.measurements(arrival));
    return new Change(
        number,
        kept.outcome(),
        isCopy ? Outcome.DUPLICATE : arrival.outcome(),
        after.without(before),
        before.without(after),
        after.unlike(before));
  }

  private Set<Long> numbers(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      var numbers = new HashSet<Long>();
      while (row.next()) {
        numbers.add(row.getLong(1));
      }
      return numbers;
    }
  }

  private void update(Set<Long> changed) throws SQLException {
    try (var statement = connection.prepareStatement(UPDATE)) {
      statement.setArray(1, connection.createArrayOf("bigint", changed.toArray()));
      statement.executeUpdate();
    }
  }

  private static Map<Outcome, Long> moved(List<Change> changes) {
    var moved = new EnumMap<Outcome, Long>(Outcome.class);
    for (var change : changes) {
      moved.merge(change.after(), 1L, Long::sum);
      moved.merge(change.before(), -1L, Long::sum);
    }
    return moved;
  }
}
