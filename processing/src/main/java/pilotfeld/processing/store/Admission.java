package pilotfeld.processing.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Which of the messages of a batch are new: none before them in the batch is the same, and none in
/// the tables.
final class Admission {

  // Commits with the same frame go one after the other, so that the later one sees the earlier. The
  // locks are few, as a server has room for few, and taken in one order.
  private static final String TAKE_TURNS =
      """
      SELECT pg_advisory_xact_lock(hashtext('frame'), turn)
        FROM (SELECT DISTINCT hashtext(frame::text) & 255 AS turn FROM unnest(CAST(? AS uuid[])) AS given (frame) ORDER BY turn) turns
      """;

  // Each is looked for by its own, with a limit, so that the table is never read as a whole.
  private static final String KNOWN =
      """
      SELECT a.number
        FROM unnest(CAST(? AS uuid[]), CAST(? AS uuid[]), CAST(? AS timestamptz[]), CAST(? AS bigint[]))
             WITH ORDINALITY AS a (identity, frame, time, seconds, number)
        LEFT JOIN LATERAL (SELECT true AS known FROM uplink u WHERE u.identity = a.identity LIMIT 1) message ON true
        LEFT JOIN LATERAL (
          SELECT true AS known FROM uplink u
           WHERE a.seconds > 0 AND u.frame = a.frame
             AND u.time BETWEEN a.time - make_interval(secs => a.seconds) AND a.time + make_interval(secs => a.seconds)
           LIMIT 1) frame ON true
       WHERE message.known OR frame.known
      """;

  private final Connection connection;
  private final List<Arrival> arrivals;

  Admission(Connection connection, List<Arrival> arrivals) {
    this.connection = connection;
    this.arrivals = arrivals;
  }

  /// Holds up other commits with the same frames until the transaction ends.
  ///
  /// @return indices of those that are new, in the order of their identities, so that two commits
  ///   never wait for each other in a circle
  List<Integer> admitted() throws SQLException {
    var seen = new SeenInBatch();
    var first =
        IntStream.range(0, arrivals.size())
            .filter(index -> seen.isFirst(arrivals.get(index)))
            .boxed()
            .sorted(Comparator.comparing(index -> arrivals.get(index).identity()))
            .toList();
    takeTurns(first);
    var known = known(first);
    return IntStream.range(0, first.size())
        .filter(place -> !known.contains(place))
        .mapToObj(first::get)
        .toList();
  }

  private void takeTurns(List<Integer> indices) throws SQLException {
    try (var statement = connection.prepareStatement(TAKE_TURNS)) {
      array(statement, 1, "uuid", indices, each -> each.interpretation().uplink().frame());
      statement.execute();
    }
  }

  /// Places in the list of those that are in the tables already.
  private Set<Integer> known(List<Integer> indices) throws SQLException {
    try (var statement = connection.prepareStatement(KNOWN)) {
      array(statement, 1, "uuid", indices, Arrival::identity);
      array(statement, 2, "uuid", indices, each -> each.interpretation().uplink().frame());
      array(
          statement,
          3,
          "timestamptz",
          indices,
          each -> each.interpretation().uplink().moment().time());
      array(statement, 4, "bigint", indices, each -> each.sameFrameWithin().toSeconds());
      try (var result = statement.executeQuery()) {
        var known = new HashSet<Integer>();
        while (result.next()) {
          known.add(result.getInt(1) - 1);
        }
        return known;
      }
    }
  }

  private void array(
      PreparedStatement statement,
      int parameter,
      String type,
      Collection<Integer> indices,
      Function<Arrival, Object> value)
      throws SQLException {
    var values = new ArrayList<Object>(indices.size());
    indices.forEach(index -> values.add(value.apply(arrivals.get(index))));
    statement.setArray(parameter, connection.createArrayOf(type, values.toArray()));
  }
}
