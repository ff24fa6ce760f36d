package pilotfeld.processing.quality;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.time.Month;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/// Which tests the values of one quantity undergo. A test without thresholds is not made.
public record Checks(
    Optional<GrossRange> range,
    Optional<Spike> spike,
    Optional<Rate> rate,
    Optional<FlatLine> flat,
    Optional<Duration> gap,
    List<Season> climatology) {

  /// Nothing is tested.
  public static final Checks NONE =
      new Checks(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());

  /// @throws IllegalArgumentException if the gap is not positive
  public Checks {
    if (gap.isPresent() && !gap.get().isPositive()) {
      throw new IllegalArgumentException("gap must be positive");
    }
    climatology = List.copyOf(requireNonNullElse(climatology, List.of()));
  }

  /// The same tests for values in another unit.
  ///
  /// @param value converts a value
  /// @param difference converts the distance between two values
  public Checks converted(DoubleUnaryOperator value, DoubleUnaryOperator difference) {
    return new Checks(
        range.map(each -> each.converted(value)),
        spike.map(
            each ->
                new Spike(
                    difference.applyAsDouble(each.suspect), difference.applyAsDouble(each.fail))),
        rate.map(each -> new Rate(difference.applyAsDouble(each.suspect), each.per)),
        flat.map(
            each ->
                new FlatLine(difference.applyAsDouble(each.tolerance), each.suspect, each.fail)),
        gap,
        climatology.stream()
            .map(each -> new Season(each.months, each.range.converted(value)))
            .toList());
  }

  /// How far back a test may look.
  public Duration window() {
    return flat.map(FlatLine::window).orElse(Duration.ZERO);
  }

  /// Outside `fail` a value is wrong, outside `suspect` unlikely; bounds are inclusive.
  public record GrossRange(Optional<Span> fail, Optional<Span> suspect) {

    /// @throws IllegalArgumentException if the suspect span is not inside the fail span
    public GrossRange {
      if (fail.isPresent() && suspect.isPresent() && !fail.get().contains(suspect.get())) {
        throw new IllegalArgumentException("the suspect span must lie inside the fail span");
      }
    }

    private GrossRange converted(DoubleUnaryOperator value) {
      return new GrossRange(
          fail.map(span -> span.converted(value)), suspect.map(span -> span.converted(value)));
    }
  }

  /// Distance from the mean of both neighbours, in the unit of the value.
  public record Spike(double suspect, double fail) {

    /// @throws IllegalArgumentException unless 0 < suspect <= fail
    public Spike {
      if (!(suspect > 0 && suspect <= fail)) {
        throw new IllegalArgumentException("spike wants 0 < suspect <= fail");
      }
    }
  }

  /// Change since the reading before, in the unit of the value per span of time.
  public record Rate(double suspect, Duration per) {

    /// @throws IllegalArgumentException unless both are positive
    public Rate {
      if (!(suspect > 0) || per == null || !per.isPositive()) {
        throw new IllegalArgumentException("rate wants suspect > 0 and a positive per");
      }
    }
  }

  /// Values that stay within less than `tolerance` for longer than the windows. A tolerance of 0
  /// never flags.
  public record FlatLine(double tolerance, Duration suspect, Duration fail) {

    /// @throws IllegalArgumentException unless tolerance >= 0 and 0 < suspect <= fail
    public FlatLine {
      if (!(tolerance >= 0) || !isPositiveAndAtMost(suspect, fail)) {
        throw new IllegalArgumentException("flat wants tolerance >= 0 and 0 < suspect <= fail");
      }
    }

    private static boolean isPositiveAndAtMost(Duration suspect, Duration fail) {
      return suspect != null
          && fail != null
          && suspect.isPositive()
          && suspect.compareTo(fail) <= 0;
    }

    Duration window() {
      return fail;
    }
  }

  /// The range of some months of the year, UTC.
  public record Season(Set<Month> months, GrossRange range) {

    /// @throws IllegalArgumentException without months or without a range
    public Season {
      if (months == null || months.isEmpty() || range == null) {
        throw new IllegalArgumentException("climatology wants months and a range for each season");
      }
      months = Set.copyOf(months);
    }
  }
}
