package pilotfeld.ingest.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import pilotfeld.ingest.demo.world.Noise;
import pilotfeld.ingest.demo.world.Occasions;

/// When a device sends within one session. Pure: the counter of a frame follows from its time
/// alone.
///
/// @param start of the session
/// @param interval longer than the jitter
/// @param extra reports beyond the interval
/// @param noise of the device's clock
record Schedule(Instant start, Duration interval, Occasions extra, Noise noise) {

  private static final long LONGEST_JITTER_MILLIS = 2500;

  /// What is sent in [from, until), in the order of time and counter.
  List<Sending> between(Instant from, Instant until) {
    var first = from.isBefore(start) ? start : from;
    if (!first.isBefore(until)) {
      return List.of();
    }
    var counter = regularBefore(first) + extra(start, first).size();
    var times = regular(first, until);
    times.addAll(extra(first, until));
    times.sort(null);
    var sendings = new ArrayList<Sending>(times.size());
    for (var time : times) {
      sendings.add(new Sending(time, counter++));
    }
    return sendings;
  }

  private List<Instant> regular(Instant from, Instant until) {
    var times = new ArrayList<Instant>();
    for (var index = regularBefore(from); regular(index).isBefore(until); index++) {
      times.add(regular(index));
    }
    return times;
  }

  private long regularBefore(Instant time) {
    var index = Math.max(0, Duration.between(start, time).dividedBy(interval));
    return regular(index).isBefore(time) ? index + 1 : index;
  }

  private Instant regular(long index) {
    return start.plus(interval.multipliedBy(index)).plusMillis(jitter(index));
  }

  private List<Instant> extra(Instant from, Instant until) {
    var times = new ArrayList<Instant>();
    for (var occasion : extra.between(from.minusMillis(LONGEST_JITTER_MILLIS), until)) {
      var time = occasion.plusMillis(jitter(occasion.toEpochMilli()));
      if (!time.isBefore(from) && time.isBefore(until)) {
        times.add(time);
      }
    }
    return times;
  }

  private long jitter(long index) {
    return 500 + (long) noise.between(0, LONGEST_JITTER_MILLIS - 500, index);
  }
}
