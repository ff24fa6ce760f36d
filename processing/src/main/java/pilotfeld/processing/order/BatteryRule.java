package pilotfeld.processing.order;

import java.util.List;

/// When a battery is low: the last readings are all below what its model takes for likely
/// (`range.suspect` of `battery_level` or `battery_voltage` in model.yaml). One cold night is no
/// empty battery, and a battery that recovers a little is no full one: so it is good again only
/// after a while.
final class BatteryRule {

  /// Readings below the bound, one after the other, that make it low.
  static final int LOW_AFTER = 3;

  /// Readings not below the bound, one after the other, that make it good again.
  static final int GOOD_AFTER = 12;

  private BatteryRule() {}

  /// Whether it is low.
  ///
  /// @param newestFirst the last readings, at most [#GOOD_AFTER]
  /// @param least below which a value is unlikely
  /// @param wasLow what held before
  static boolean isLow(List<Double> newestFirst, double least, boolean wasLow) {
    if (wasLow) {
      return newestFirst.size() < GOOD_AFTER
          || newestFirst.stream().limit(GOOD_AFTER).anyMatch(value -> value < least);
    }
    return newestFirst.size() >= LOW_AFTER
        && newestFirst.stream().limit(LOW_AFTER).allMatch(value -> value < least);
  }
}
