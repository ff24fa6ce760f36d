package pilotfeld.processing.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pilotfeld.processing.reading.Radio;
import pilotfeld.processing.reading.Uplink;

/// Puts uplinks into their table, or into the staging table `arriving`, where they are compared
/// with it.
final class UplinkRows {

  /// Those of `uplink`, in the order in which they are written.
  static final String COLUMNS =
      """
      identity, id, frame, kind, state, reason, source, arrived_at, time, time_source, device, model, codec_version, dev_addr, \
      frame_counter, port, spreading_factor, bandwidth_hertz, frequency_hertz, rssi_dbm, snr_decibel, gateways, about""";

  /// Made once for each connection.
  static final String STAGING =
      """
      CREATE TEMP TABLE IF NOT EXISTS arriving ON COMMIT DELETE ROWS
          AS SELECT %s, 0 AS same_frame_seconds FROM uplink WITH NO DATA"""
          .formatted(COLUMNS);

  private static final int COLUMN_COUNT = 23;
  private static final ObjectMapper JSON = new ObjectMapper();

  private UplinkRows() {}

  /// Puts arrivals into the table.
  ///
  /// @param admitted indices of those that are new
  static void copy(
      Connection connection, List<Arrival> arrivals, long[] numbers, List<Integer> admitted)
      throws SQLException {
    try (var rows = new CopyRows(connection, "uplink (" + COLUMNS + ")")) {
      for (var index : admitted) {
        row(rows, COLUMN_COUNT, arrivals.get(index), numbers[index]);
      }
    }
  }

  /// Puts arrivals into the staging table.
  static void stage(Connection connection, List<Arrival> arrivals, long[] numbers)
      throws SQLException {
    try (var rows = new CopyRows(connection, "arriving")) {
      for (var index = 0; index < numbers.length; index++) {
        var arrival = arrivals.get(index);
        row(rows, COLUMN_COUNT + 1, arrival, numbers[index])
            .integer((int) arrival.sameFrameWithin().toSeconds());
      }
    }
  }

  private static CopyRows row(CopyRows rows, int columns, Arrival arrival, long number) {
    var uplink = arrival.interpretation().uplink();
    var best = uplink.radio().receptions().stream().findFirst();
    return rows.row(columns)
        .uuid(arrival.identity())
        .bigint(number)
        .uuid(uplink.frame())
        .text(name(uplink.kind()))
        .text(name(arrival.outcome()))
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
        .uuid(uplink.about());
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

  /// As the tables have it.
  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
