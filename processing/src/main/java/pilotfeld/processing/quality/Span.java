package pilotfeld.processing.quality;

import java.util.function.DoubleUnaryOperator;

/// Values from `least` to `most`, both included.
public record Span(double least, double most) {

  /// @throws IllegalArgumentException unless `least` is below `most`
  public Span {
    if (!(least < most)) {
      throw new IllegalArgumentException(
          "a span from " + least + " to " + most + " is empty: the smaller bound comes first");
    }
  }

  Span converted(DoubleUnaryOperator value) {
    return new Span(value.applyAsDouble(least), value.applyAsDouble(most));
  }

  boolean contains(double value) {
    return value >= least && value <= most;
  }

  boolean contains(Span inner) {
    return contains(inner.least) && contains(inner.most);
  }
}
