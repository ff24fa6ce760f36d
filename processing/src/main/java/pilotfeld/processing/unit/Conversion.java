package pilotfeld.processing.unit;

import java.math.BigDecimal;

/// From one unit to another: first a shift, between scales that begin at different points, then a
/// factor.
public record Conversion(BigDecimal shift, BigDecimal factor) {

  /// Between a unit and itself.
  public static final Conversion NONE = new Conversion(BigDecimal.ZERO, BigDecimal.ONE);

  /// A value in the other unit. In decimal arithmetic, so that 1234 mm are 1.234 m and not a bit
  /// beside it.
  public double apply(double value) {
    return isNone() || !Double.isFinite(value)
        ? value
        : BigDecimal.valueOf(value).add(shift).multiply(factor).doubleValue();
  }

  /// The distance between two values in the other unit, for which the shift means nothing.
  public double applyToDifference(double difference) {
    return isNone() || !Double.isFinite(difference)
        ? difference
        : BigDecimal.valueOf(difference).multiply(factor).doubleValue();
  }

  private boolean isNone() {
    return equals(NONE);
  }
}
