package pilotfeld.processing.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import pilotfeld.processing.reading.Interpretation.Malformed;
import pilotfeld.processing.reading.Interpretation.Stored;
import pilotfeld.processing.reading.Interpretation.Unregistered;
import pilotfeld.processing.reading.Outcome;
import pilotfeld.processing.reading.Radio;
import pilotfeld.processing.reading.Uplink;

/// The steps of the one commit, on one connection: identities first, then the bytes and readings of
/// those that are new.
final class Commit {

  private static final String COLUMNS =
      """
      identity, id, frame, kind, state, reason, source, arrived_at, time, time_source, device, model, codec_version, dev_addr, \
      frame_counter, port, spreading_factor, bandwidth_hertz, frequency_hertz, rssi_dbm, snr_decibel, gateways, about""";
  private static final int COLUMN_COUNT = 24;

  /// Made once for each connection.
  static final String STAGING_TABLES =
      """
      CREATE TEMP TABLE IF NOT EXISTS arriving ON COMMIT DELETE ROWS
          AS SELECT %s, 0 AS same_frame_seconds FROM uplink WITH NO DATA;
      CREATE TEMP TABLE IF NOT EXISTS arriving_reading ON COMMIT DELETE ROWS AS SELECT * FROM reading WITH NO DATA
      """
          .formatted(COLUMNS);

  // Commits with the same frame go one after the other, so that the later one sees the earlier. The
  // locks are few, as a server has room for few, and taken in one order.
  private static final String TAKE_TURNS =
      """
      SELECT pg_advisory_xact_lock(hashtext('frame'), turn)
        FROM (SELECT DISTINCT hashtext(frame::text) & 255 AS turn FROM arriving ORDER BY turn) turns
      """;

  // In the order of identity, so that two commits with the same messages never wait for each other
  // in a circle.
  private static final String ADMIT =
      """
      INSERT INTO uplink (%1$s)
      SELECT %1$s FROM arriving a
       WHERE a.same_frame_seconds = 0
          OR NOT EXISTS (SELECT FROM uplink u WHERE u.frame = a.frame
                            AND u.time BETWEEN a.time - make_interval(secs => a.same_frame_seconds)
                                           AND a.time + make_interval(secs => a.same_frame_seconds))
       ORDER BY identity
      ON CONFLICT (identity) DO NOTHING
      RETURNING id
      """
          .formatted(COLUMNS);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Connection connection;
  private final IdBlocks ids;
  private final ReadingRows readings;
  private final Tally tally;

  Commit(Connection connection, IdBlocks ids, ReadingRows readings, Tally tally) {
    this.connection = connection;
    this.ids = ids;
    this.readings = readings;
    this.tally = tally;
  }

  /// @return what became of each arrival, in their order; durable once the connection has committed
  List<Outcome> run(List<Arrival> arrivals) throws SQLException {
    var fit = readings.fitted(connection, arrivals);
    var numbers = ids.take(connection, fit.size());
    stage(fit, numbers);
    var admitted = admit();
    copyMessages(fit, numbers, admitted);
    readings.insert(connection, fit, numbers, admitted);
    var outcomes = outcomes(fit, numbers, admitted);
    tally.add(connection, outcomes);
    return outcomes;
  }

  private void stage(List<Arrival> arrivals, long[] numbers) throws SQLException {
    var seen = new SeenInBatch();
    try (var rows = new CopyRows(connection, "arriving")) {
      for (var index = 0; index < numbers.length; index++) {
        var arrival = arrivals.get(index);
        if (seen.isFirst(arrival)) {
          stage(rows, arrival, numbers[index]);
        }
      }
    }
  }

  private static void stage(CopyRows rows, Arrival arrival, long number) {
    var uplink = arrival.interpretation().uplink();
    var best = uplink.radio().receptions().stream().findFirst();
    rows.row(COLUMN_COUNT)
        .uuid(arrival.identity())
        .bigint(number)
        .uuid(uplink.frame())
        .text(name(uplink.kind()))
        .text(state(arrival))
        .text(uplink.reason())
        .text(arrival.message().source())
        .time(arrival.message().arrivedAt())
        .time(uplink.moment().time())
        .text(name(uplink.moment().source()))
        .text(uplink.device())
        .text(uplink.decoder().map(Uplink.Decoder::model))
        .text(uplink.decoder().map(Uplink.Decoder::version))
        .text(uplink.counter().map(Uplink.Counter::devAddr))
        .bigint(uplink.counter().map(Uplink.Counter::value))
        .smallint(uplink.counter().map(Uplink.Counter::port))
        .smallint(uplink.radio().spreadingFactor())
        .integer(Optional.of(uplink.radio().bandwidthHertz()).filter(hertz -> hertz > 0))
        .bigint(Optional.of(uplink.radio().frequencyHertz()).filter(hertz -> hertz > 0))
        .real(best.map(Radio.Reception::rssiDbm))
        .real(best.map(Radio.Reception::snrDecibel))
        .json(gateways(uplink.radio()))
        .uuid(uplink.about())
        .integer((int) arrival.sameFrameWithin().toSeconds());
  }

  private static String gateways(Radio radio) {
    try {
      // The names of Reception are those that the view dash_reception reads, but for the id.
      return JSON.writeValueAsString(radio.receptions().stream().map(GatewayEntry::new).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record GatewayEntry(String id, double rssiDbm, double snrDecibel) {

    GatewayEntry(Radio.Reception reception) {
      this(reception.gateway(), reception.rssiDbm(), reception.snrDecibel());
    }
  }

  private Set<Long> admit() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(TAKE_TURNS);
      try (var result = statement.executeQuery(ADMIT)) {
        var admitted = new HashSet<Long>();
        while (result.next()) {
          admitted.add(result.getLong(1));
        }
        return admitted;
      }
    }
  }

  private void copyMessages(List<Arrival> arrivals, long[] numbers, Set<Long> admitted)
      throws SQLException {
    try (var rows = new CopyRows(connection, "message (arrived_at, id, source, topic, body)")) {
      for (var index = 0; index < numbers.length; index++) {
        var message = arrivals.get(index).message();
        if (admitted.contains(numbers[index])) {
          rows.row(5)
              .time(message.arrivedAt())
              .bigint(numbers[index])
              .text(message.source())
              .text(message.topic())
              .bytes(message.body());
        }
      }
    }
  }

  private static List<Outcome> outcomes(
      List<Arrival> arrivals, long[] numbers, Set<Long> admitted) {
    var outcomes = new ArrayList<Outcome>(numbers.length);
    for (var index = 0; index < numbers.length; index++) {
      outcomes.add(
          admitted.contains(numbers[index]) ? outcome(arrivals.get(index)) : Outcome.DUPLICATE);
    }
    return outcomes;
  }

  static Outcome outcome(Arrival arrival) {
    return switch (arrival.interpretation()) {
      case Stored _ -> Outcome.STORED;
      case Unregistered _ -> Outcome.UNREGISTERED;
      case Malformed _ -> Outcome.QUARANTINED;
    };
  }

  static String state(Arrival arrival) {
    return name(outcome(arrival));
  }

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
