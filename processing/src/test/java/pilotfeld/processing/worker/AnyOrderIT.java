package pilotfeld.processing.worker;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import pilotfeld.processing.fixture.AtOnce;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.registry.ModelFolders.Source;
import pilotfeld.processing.registry.Registrar.Placement;
import pilotfeld.processing.store.Arrival;

/// Once everything is worked off:
///
/// - where no two messages give a series different values for one time, the table `reading` (time,
///   value, flag, tests) is the one that the order of time leaves, message by message in one
///   process, whatever order, batches, clocks of arrival and processes they came by;
/// - where they do, which value is kept depends on the order. Every value is kept, there or in
///   `conflict`, and the flags are those of the values that are in the table.
class AnyOrderIT {

  private static final Instant START = Instant.parse("2026-07-18T00:00:00Z");
  private static final Duration INTERVAL = Duration.ofMinutes(10);
  private static final int SLOTS = 60;
  // From here on another device, with other thresholds, is at the first site.
  private static final int SWAP = 33;
  private static final int PROCESSES = 3;
  private static final String MODEL =
      """
      vendor: Acme
      name: Level
      interval: PT10M
      quantities:
        - field: level
          quantity: water_level
          unit: mm
          spike: {suspect: %1$d, fail: %2$d}
          rate: {suspect: 3, per: PT1M}
          flat: {tolerance: 0.5, suspect: PT1H, fail: PT2H}
          gap: PT25M
        - field: temperature
          quantity: temperature
          unit: Cel
          range: {fail: [0, 500], suspect: [0, %1$d]}
          gap: PT1H
      """;
  private static final Source WATCHFUL = model("acme-watchful", 25, 50);
  private static final Source PATIENT = model("acme-patient", 40, 90);
  private static final String READINGS =
      """
      SELECT s.quantity || ' ' || r.time || ' ' || r.value || ' ' || r.flag || ' ' || r.tests
        FROM reading r JOIN series s ON s.id = r.series_id
       WHERE s.subject LIKE '%s-_' ORDER BY right(s.subject, 1), s.quantity, r.time
      """;
  private static final String KEPT =
      """
      SELECT s.subject, k.time, k.value FROM series s JOIN %2$s k ON k.series_id = s.id
       WHERE s.subject LIKE '%1$s-_' AND s.quantity = 'water_level'
      """;

  private static final List<Riverside> PROCESS = new ArrayList<>();
  private static int places;

  @BeforeContainer
  static void open() {
    var first = Riverside.open();
    first.registrar().models(List.of(WATCHFUL, PATIENT));
    PROCESS.add(first);
    while (PROCESS.size() < PROCESSES) {
      PROCESS.add(first.beside());
    }
  }

  @AfterContainer
  static void close() {
    PROCESS.reversed().forEach(Riverside::close);
  }

  @Property(tries = 15, shrinking = ShrinkingMode.OFF)
  void whatIsReadAndFlaggedIsThatOfTheOrderOfTime(
      @ForAll("agreeingPacks") List<Pack> packs, @ForAll Random chance) {
    var ordered = place();
    var shuffled = place();

    arriveInOrder(ordered, packs);
    arriveInAnyOrder(shuffled, packs, chance);

    assertEquals(readings(ordered), readings(shuffled));
  }

  @Property(tries = 15, shrinking = ShrinkingMode.OFF)
  void ofValuesThatContradictEachOtherAllAreKeptAndThoseInTheTableAreFlagged(
      @ForAll("contradictingPacks") List<Pack> packs, @ForAll Random chance) {
    var ordered = place();
    var shuffled = place();

    arriveInAnyOrder(shuffled, packs, chance);
    var winners = values(shuffled, "reading");
    arriveInOrder(ordered, winners.stream().map(Value::alone).toList());

    assertEquals(readings(ordered), readings(shuffled));
    assertEquals(
        packs.stream().distinct().flatMap(pack -> pack.values().stream()).sorted().toList(),
        Stream.concat(winners.stream(), values(shuffled, "conflict").stream()).sorted().toList());
  }

  private static void arriveInOrder(String place, List<Pack> packs) {
    var process = PROCESS.getFirst();
    var messages = new ArrayList<Message>();
    packs.stream()
        .sorted(Comparator.comparing(pack -> pack.values().getLast().slot()))
        .forEach(pack -> messages.add(pack.message(place, messages.size())));
    messages.forEach(message -> new Step(process, List.of(message), true).take());
    workOff();
  }

  private static void arriveInAnyOrder(String place, List<Pack> packs, Random chance) {
    var order = new ArrayList<>(packs);
    // Some come twice, as brokers and network servers deliver.
    packs.stream().filter(_ -> chance.nextInt(4) == 0).forEach(order::add);
    Collections.shuffle(order, chance);
    var messages = new ArrayList<Message>();
    order.forEach(pack -> messages.add(pack.message(place, messages.size())));
    var steps = new ArrayList<Step>();
    while (!messages.isEmpty()) {
      var batch = messages.subList(0, Math.min(messages.size(), 1 + chance.nextInt(6)));
      var process = PROCESS.get(chance.nextInt(PROCESSES));
      steps.add(new Step(process, List.copyOf(batch), chance.nextBoolean()));
      batch.clear();
    }
    takeAtOnce(steps);
    workOff();
  }

  // Each process takes its own steps one after the other, beside the others.
  private static void takeAtOnce(List<Step> steps) {
    var calls = new ArrayList<Callable<Boolean>>();
    for (var process : PROCESS) {
      calls.add(
          () -> {
            steps.stream().filter(step -> step.process == process).forEach(Step::take);
            return true;
          });
    }
    AtOnce.call(PROCESSES, calls);
  }

  private static void workOff() {
    while (!reflag(PROCESS.getFirst()).run().isEmpty()) {
      // A run looks at so many series at most.
    }
  }

  private static Reflag reflag(Riverside process) {
    return new Reflag(process.jdbi(), process.registry());
  }

  /// Two sites of a name of their own; at the first, a device is swapped for another.
  private static String place() {
    var place = "place" + places++;
    var swap = timeOf(SWAP);
    var first = PROCESS.getFirst();
    first.with(new Placement(place + "-0", WATCHFUL.id(), place + "-a", START, Optional.of(swap)));
    first.with(new Placement(place + "-1", PATIENT.id(), place + "-a", swap, Optional.empty()));
    first.with(new Placement(place + "-2", WATCHFUL.id(), place + "-b", START, Optional.empty()));
    PROCESS.forEach(process -> process.registry().refresh());
    return place;
  }

  private static List<String> readings(String place) {
    return PROCESS.getFirst().texts(READINGS.formatted(place));
  }

  private static List<Value> values(String place, String table) {
    return PROCESS
        .getFirst()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(KEPT.formatted(place, table))
                    .map(
                        (row, _) ->
                            new Value(
                                row.getString("subject").endsWith("b"),
                                slotOf(row.getTimestamp("time").toInstant()),
                                row.getDouble("value")))
                    .list());
  }

  @Provide
  Arbitrary<List<Pack>> agreeingPacks() {
    return packs(Arbitraries.just(0.0));
  }

  @Provide
  Arbitrary<List<Pack>> contradictingPacks() {
    return packs(Arbitraries.of(0.0, 0.0, 0.0, 7.0, 90.0));
  }

  /// Readings of one time, or of up to twenty that a device remembered; some overlap, and some
  /// times are in none.
  private static Arbitrary<List<Pack>> packs(Arbitrary<Double> correction) {
    var run =
        Combinators.combine(
                Arbitraries.of(false, true),
                Arbitraries.integers().between(0, SLOTS - 1),
                Arbitraries.frequencyOf(
                    Tuple.of(3, Arbitraries.just(1)),
                    Tuple.of(1, Arbitraries.integers().between(2, 20))),
                correction)
            .as(Run::new);
    return Combinators.combine(river(), run.list().ofMinSize(5).ofMaxSize(40))
        .as((river, runs) -> runs.stream().map(each -> each.pack(river)).toList());
  }

  /// A level that stands still for two hours at a time, with spikes in it.
  private static Arbitrary<List<Double>> river() {
    var stretches = Arbitraries.of(100.0, 100.0, 100.25, 160.0).list().ofSize(SLOTS / 12);
    var spikes = Arbitraries.integers().between(0, SLOTS - 1).set().ofMaxSize(8);
    return Combinators.combine(stretches, spikes)
        .as(
            (levels, high) ->
                IntStream.range(0, SLOTS)
                    .mapToObj(slot -> levels.get(slot / 12) + (high.contains(slot) ? 120 : 0))
                    .toList());
  }

  private static Instant timeOf(int slot) {
    return START.plus(INTERVAL.multipliedBy(slot));
  }

  private static int slotOf(Instant time) {
    return (int) Duration.between(START, time).dividedBy(INTERVAL);
  }

  private static Source model(String id, int suspect, int fail) {
    return new Source(id, MODEL.formatted(suspect, fail), Optional.empty());
  }

  /// A span of readings that are sent together.
  private record Run(boolean second, int from, int length, double correction) {

    Pack pack(List<Double> river) {
      var until = second || from >= SWAP ? SLOTS : SWAP;
      return new Pack(
          IntStream.range(from, Math.min(until, from + length))
              .mapToObj(slot -> new Value(second, slot, river.get(slot) + correction))
              .toList());
    }
  }

  /// What one device sends in one message.
  private record Pack(List<Value> values) {

    Message message(String place, int position) {
      var first = values.getFirst();
      var device = first.second ? "-2" : first.slot < SWAP ? "-0" : "-1";
      var records = values.stream().map(Value::records).collect(joining(",", "[", "]"));
      return new Message(
          "test",
          "up/" + place + device + "?ct=110",
          records.getBytes(StandardCharsets.UTF_8),
          timeOf(2 * SLOTS).plusSeconds(position),
          false);
    }
  }

  /// @param second whether it is of the second site
  private record Value(boolean second, int slot, double level) implements Comparable<Value> {

    private static final Comparator<Value> ORDER =
        Comparator.comparing(Value::second).thenComparing(Value::slot).thenComparing(Value::level);

    Pack alone() {
      return new Pack(List.of(this));
    }

    String records() {
      var time = timeOf(slot).getEpochSecond();
      return "{\"n\":\"level\",\"t\":%1$d,\"v\":%2$s},{\"n\":\"temperature\",\"t\":%1$d,\"v\":%2$s}"
          .formatted(time, level);
    }

    @Override
    public int compareTo(Value other) {
      return ORDER.compare(this, other);
    }
  }

  /// A batch that one process commits, and whether its worker looks afterwards.
  private record Step(Riverside process, List<Message> batch, boolean reflags) {

    void take() {
      var registry = process.registry().snapshot();
      process
          .journal()
          .commit(
              batch.stream()
                  .map(each -> new Arrival(each, process.interpreter().interpret(each, registry)))
                  .toList());
      if (reflags) {
        reflag(process).run();
      }
    }
  }
}
