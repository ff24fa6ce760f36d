package pilotfeld.processing.store;

import static java.util.stream.Collectors.toSet;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private final Connection connection;
  private final ReadingRows readings;
  private final Tally tally;

  Revise(Connection connection, ReadingRows readings, Tally tally) {
    this.connection = connection;
    this.readings = readings;
    this.tally = tally;
  }

  /// @return what would change; nothing is written
  List<Change> look(List<Revision> revisions) throws SQLException {
    return compare(revisions, readings.checked(connection, arrivals(revisions))).changes;
  }

  /// @return what changed, in the order of the messages
  List<Change> run(List<Revision> revisions) throws SQLException {
    var found = compare(revisions, readings.fitted(connection, arrivals(revisions)));
    if (found.changes.isEmpty()) {
      return found.changes;
    }
    var changed = found.changes.stream().map(Change::uplinkId).collect(toSet());
    ReadingRows.remove(connection, changed, TimeSpan.ofReadings(found.arrivals));
    update(changed);
    changed.removeAll(found.copies);
    readings.insert(connection, found.arrivals, found.numbers, changed);
    tally.add(connection, moved(found.changes));
    return found.changes;
  }

  private static List<Arrival> arrivals(List<Revision> revisions) {
    return revisions.stream().map(Revision::arrival).toList();
  }

  /// @param numbers of the arrivals
  /// @param copies those that are second copies of other messages
  private record Found(
      List<Arrival> arrivals, long[] numbers, Set<Long> copies, List<Change> changes) {}

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
    UplinkRows.stage(connection, arrivals, numbers, _ -> true);
    var copies = numbers(COPIES);
    var unlike = numbers(UNLIKE);
    var changes =
        IntStream.range(0, numbers.length)
            .mapToObj(
                each -> change(numbers[each], kept.get(numbers[each]), arrivals.get(each), copies))
            .filter(each -> unlike.contains(each.uplinkId()) || each.touchesReadings())
            .toList();
    return new Found(arrivals, numbers, copies, changes);
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
