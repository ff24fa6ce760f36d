package pilotfeld.ingest.bench;

import java.util.Map;
import java.util.Optional;

/// What a figure is to reach on the machine with two cores.
///
/// @param atLeast whether more is better
record Target(double limit, boolean atLeast) {

  private static final Map<String, Target> OF_FIGURES =
      Map.ofEntries(
          Map.entry("way.json.uplinks", new Target(6_000, true)),
          Map.entry("way.json.readings", new Target(24_000, true)),
          Map.entry("way.json.of bare", new Target(60, true)),
          Map.entry("way.json.service without Paho to broker and database", new Target(100, false)),
          Map.entry("way.json.heap", new Target(512, false)),
          Map.entry("latency.1000.p99", new Target(250, false)),
          Map.entry("growth.100000000.of first", new Target(80, true)),
          Map.entry("growth.100000000.30 days hourly", new Target(200, false)),
          Map.entry("rest.embedded", new Target(5, false)));

  static Optional<Target> of(Figure figure) {
    return Optional.ofNullable(OF_FIGURES.get(figure.name()));
  }

  boolean isMetBy(Figure figure) {
    return atLeast ? figure.median() >= limit : figure.median() <= limit;
  }

  @Override
  public String toString() {
    return "%s %,.0f".formatted(atLeast ? "≥" : "≤", limit);
  }
}
