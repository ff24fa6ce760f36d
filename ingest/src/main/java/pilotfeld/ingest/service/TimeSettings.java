package pilotfeld.ingest.service;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import pilotfeld.processing.reading.TimeLadder;

/// Which times are believed, and how they are written.
///
/// @param ladder which clocks are believed
/// @param zone of dates and exports
record TimeSettings(TimeLadder ladder, ZoneId zone) {

  /// Reads them; what is wrong becomes a fault of the environment.
  static TimeSettings from(Environment environment) {
    var ladder =
        new TimeLadder(
            duration(environment, Setting.TIME_PAST, TimeLadder.PAST_LIMIT),
            duration(environment, Setting.TIME_FUTURE, TimeLadder.FUTURE_LIMIT));
    return new TimeSettings(ladder, zone(environment));
  }

  private static Duration duration(Environment environment, Setting setting, Duration most) {
    try {
      var duration = Duration.parse(environment.value(setting));
      if (!duration.isNegative() && duration.compareTo(most) <= 0) {
        return duration;
      }
    } catch (DateTimeException e) {
      // Falls through to the one fault for whatever is no such span.
    }
    environment.fault(
        "%s is “%s”: a span from PT0S to P%dD belongs there, such as PT2M or P30D"
            .formatted(setting.variable(), environment.value(setting), most.toDays()));
    return most;
  }

  private static ZoneId zone(Environment environment) {
    try {
      return ZoneId.of(environment.value(Setting.ZONE));
    } catch (DateTimeException e) {
      environment.fault(
          "PILOTFELD_ZONE is “"
              + environment.value(Setting.ZONE)
              + "”: a name such as Europe/Berlin belongs there");
      return ZoneId.of("UTC");
    }
  }
}
