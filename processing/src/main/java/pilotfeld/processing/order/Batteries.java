package pilotfeld.processing.order;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import pilotfeld.processing.quality.Checks;
import pilotfeld.processing.quality.Span;
import pilotfeld.processing.reading.SeriesKey;
import pilotfeld.processing.reading.SeriesKey.SubjectKind;
import pilotfeld.processing.registry.RegistrySnapshot;

/// The last readings of batteries, beside what their models take for likely.
final class Batteries {

  /// How far back is looked: a battery that was not told of since is asked nothing.
  static final Duration WINDOW = Duration.ofDays(31);

  // Values that cannot be are none of the battery's (flag 4).
  private static final String READINGS =
      """
      SELECT s.subject AS device, s.quantity, s.channel, s.unit, r.time, r.value
        FROM series s
        CROSS JOIN LATERAL (
          SELECT time, value FROM reading
           WHERE series_id = s.id AND time > :from AND time <= :now AND flag <> 4
           ORDER BY time DESC LIMIT :limit) r
       WHERE s.subject_kind = 'device' AND s.quantity IN ('battery_level', 'battery_voltage')
       ORDER BY s.id, r.time DESC
      """;

  private Batteries() {}

  /// One reading.
  record Reading(
      String device, String quantity, String channel, String unit, Instant time, double value) {}

  /// The last readings of one battery, newest first.
  ///
  /// @param least below which a value is unlikely
  record Battery(List<Reading> readings, double least) {

    List<Double> values() {
      return readings.stream().map(Reading::value).toList();
    }

    Reading newest() {
      return readings.getFirst();
    }
  }

  /// Those of which a model says what is likely, by device.
  static Map<String, List<Battery>> all(Handle handle, RegistrySnapshot registry, Instant now) {
    return handle
        .createQuery(READINGS)
        .bind("from", now.minus(WINDOW))
        .bind("now", now)
        .bind("limit", BatteryRule.GOOD_AFTER)
        .map(ConstructorMapper.of(Reading.class))
        .collect(groupingBy(each -> List.of(each.device, each.quantity, each.channel)))
        .values()
        .stream()
        .flatMap(readings -> battery(readings, registry).stream())
        .collect(groupingBy(each -> each.newest().device()));
  }

  private static Optional<Battery> battery(List<Reading> readings, RegistrySnapshot registry) {
    var newest = readings.getFirst();
    var series =
        new SeriesKey(
            SubjectKind.DEVICE, newest.device, newest.quantity, newest.channel, newest.unit);
    return registry
        .checks(series, newest.time)
        .range()
        .flatMap(Checks.GrossRange::suspect)
        .map(Span::least)
        .map(least -> new Battery(readings, least));
  }
}
