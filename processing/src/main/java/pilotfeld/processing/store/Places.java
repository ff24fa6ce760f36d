package pilotfeld.processing.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pilotfeld.processing.reading.Measurement;
import pilotfeld.processing.reading.TestFlags;

/// The readings of one message by their places, to be compared with those that it gives now.
record Places(Map<Place, Set<Value>> values) {

  /// Where a reading belongs: a series, and a time in microseconds, as the tables keep it.
  record Place(String of, String subject, String quantity, String channel, Instant time) {}

  /// @param arrival the flags that it had on arrival; those of neighbours come and go
  record Value(double value, TestFlags arrival) {}

  static Places none() {
    return new Places(new HashMap<>());
  }

  static Places of(List<Measurement> measurements) {
    var places = none();
    for (var each : measurements) {
      var series = each.series();
      places.add(
          new Place(
              UplinkRows.name(series.of()),
              series.subject(),
              series.quantity(),
              series.channel(),
              each.time().truncatedTo(ChronoUnit.MICROS)),
          each.value(),
          each.tests());
    }
    return places;
  }

  void add(Place place, double value, TestFlags tests) {
    // Zero has two signs, which are one number to the database.
    values
        .computeIfAbsent(place, _ -> new HashSet<>())
        .add(new Value(value + 0.0, tests.onArrival()));
  }

  /// How many places are here and not there.
  int without(Places others) {
    return (int) values.keySet().stream().filter(each -> !others.values.containsKey(each)).count();
  }

  /// How many places are in both, with other values or flags.
  int unlike(Places others) {
    return (int)
        values.entrySet().stream()
            .filter(
                each ->
                    others.values.containsKey(each.getKey())
                        && !others.values.get(each.getKey()).equals(each.getValue()))
            .count();
  }
}
