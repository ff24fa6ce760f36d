package pilotfeld.ingest.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// What to measure, and how much of it, from the properties `bench.*`.
///
/// @param only names of parts; empty for all but the large ones
/// @param runs of each part that count; one before them warms up
/// @param uplinks of one run that drains a queue
/// @param devices that are registered
/// @param rates in uplinks per second at which latency is taken
/// @param paced how long a run at a given rate lasts
/// @param growth how many readings are in the tables before, one round for each; empty for none
/// @param fleets how many devices there are, one round for each; empty for none
/// @param processes how many processes share the load, one round for each; empty for none
/// @param jvm further options for the service, such as `-XX:StartFlightRecording=…`
/// @param brokerOfProject whether the broker's queue is written as the project has it, and not once
///   a second
/// @param output where the JSON goes
record Plan(
    List<String> only,
    int runs,
    int uplinks,
    int devices,
    List<Integer> rates,
    Duration paced,
    List<Long> growth,
    List<Integer> fleets,
    List<Integer> processes,
    List<String> jvm,
    boolean brokerOfProject,
    Path output) {

  /// No run lasts longer.
  static final Duration RUN_LIMIT = Duration.ofSeconds(number("limit", 180));

  Plan {
    if (runs < 1 || uplinks < 1 || devices < 1) {
      throw new IllegalArgumentException("runs, uplinks and devices must be at least 1");
    }
  }

  static Plan fromProperties() {
    return new Plan(
        words("only", ""),
        number("runs", 5),
        number("uplinks", 40_000),
        number("devices", 1_000),
        words("rates", "100,1000,5000").stream().map(Integer::valueOf).toList(),
        Duration.ofSeconds(number("seconds", 10)),
        words("growth", "").stream().map(text -> (long) Double.parseDouble(text)).toList(),
        words("fleets", "").stream().map(text -> (int) Double.parseDouble(text)).toList(),
        words("processes", "").stream().map(Integer::valueOf).toList(),
        Stream.of(text("jvm", "").split("\\s+")).filter(word -> !word.isEmpty()).toList(),
        text("broker", "timed").equals("project"),
        Path.of(text("output", "target/bench.json")));
  }

  boolean wants(String part) {
    return only.isEmpty() || only.contains(part);
  }

  /// The same with another number of devices.
  Plan with(int otherDevices) {
    return new Plan(
        only,
        runs,
        uplinks,
        otherDevices,
        rates,
        paced,
        growth,
        fleets,
        processes,
        jvm,
        brokerOfProject,
        output);
  }

  private static String text(String name, String fallback) {
    var given = System.getProperty("bench." + name, "");
    return given.isBlank() ? fallback : given.strip();
  }

  private static int number(String name, int fallback) {
    return Integer.parseInt(text(name, Integer.toString(fallback)));
  }

  private static List<String> words(String name, String fallback) {
    return Stream.of(text(name, fallback).split("[,\\s]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
