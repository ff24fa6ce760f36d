package pilotfeld.processing.quality;

import java.time.ZoneOffset;
import java.util.Optional;
import pilotfeld.processing.quality.Checks.GrossRange;
import pilotfeld.processing.reading.Flag;

/// Tests that look at one value alone.
public final class RangeTests {

  private RangeTests() {}

  /// QARTOD test 4, gross range.
  public static Flag grossRange(GrossRange range, double value) {
    if (Double.isNaN(value)) {
      return Flag.MISSING;
    }
    if (range.fail().isPresent() && !range.fail().get().contains(value)) {
      return Flag.FAIL;
    }
    var likely = range.suspect().isEmpty() || range.suspect().get().contains(value);
    return likely ? Flag.PASS : Flag.SUSPECT;
  }

  /// QARTOD test 5, climatology: the range of the first season that has the month; empty if none
  /// has.
  static Optional<Flag> climatology(Checks checks, Point point) {
    var month = point.time().atOffset(ZoneOffset.UTC).getMonth();
    return checks.climatology().stream()
        .filter(season -> season.months().contains(month))
        .findFirst()
        .map(season -> grossRange(season.range(), point.value()));
  }
}
