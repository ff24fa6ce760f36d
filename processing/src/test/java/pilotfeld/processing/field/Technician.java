package pilotfeld.processing.field;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static pilotfeld.processing.fixture.Riverside.GAUGE_MODEL;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import pilotfeld.processing.account.Actor;
import pilotfeld.processing.field.Answer.Conflict;
import pilotfeld.processing.field.Answer.Done;
import pilotfeld.processing.field.Task.Reason;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.registry.Position;

/// A technician by the river, whose delivery list has two gauges.
final class Technician implements AutoCloseable {

  static final String GAUGE = "70b3d57ba0000001";
  static final String OTHER = "70b3d57ba0000002";
  static final String JOIN_EUI = "70b3d57ba0ffffff";
  static final Instant NOW = Instant.parse("2026-07-19T12:00:00Z");
  static final Instant MOUNTED = NOW.minus(Duration.ofMinutes(20));

  private static final Actor ACTOR = Actor.atCommandLine("technician");
  private static final String DELIVERY =
      "INSERT INTO delivery (dev_eui, join_eui, model, serial, loaded_at) VALUES (?, ?, ?, ?, now())";

  private final Riverside riverside = Riverside.open();
  private final Tasks tasks = new Tasks(riverside.jdbi());

  Technician() {
    deliver(GAUGE, "A1");
    deliver(OTHER, "A2");
  }

  private void deliver(String device, String serial) {
    riverside
        .jdbi()
        .useHandle(handle -> handle.execute(DELIVERY, device, JOIN_EUI, GAUGE_MODEL, serial));
  }

  Riverside riverside() {
    return riverside;
  }

  Answer accept(Task task) {
    return accept(task, NOW);
  }

  Answer accept(Task task, Instant at) {
    return tasks.accept(task, ACTOR, at);
  }

  /// The answer to what nothing is in the way of.
  Done done(Task task) {
    return assertInstanceOf(Done.class, accept(task));
  }

  /// The answer to what something is in the way of.
  Conflict conflict(Task task) {
    return assertInstanceOf(Conflict.class, accept(task));
  }

  static Report report(Instant doneAt) {
    return new Report(UUID.randomUUID(), doneAt);
  }

  static Task registered(String device, Place place, Choice... choices) {
    return registered(new Sticker(device, Optional.empty()), place, choices);
  }

  static Task registered(Sticker sticker, Place place, Choice... choices) {
    return new Task.Register(report(MOUNTED), sticker, place, Set.of(choices));
  }

  static Task swapped(String device, String site, Optional<String> old, Choice... choices) {
    return new Task.Swap(
        report(MOUNTED),
        new Sticker(device, Optional.empty()),
        new Place.Known(site),
        old,
        Reason.BATTERY,
        Set.of(choices));
  }

  static Place newSite(String id) {
    return new Place.New(
        id,
        "water",
        "Hase",
        Optional.of(new Position(52.28, 8.05)),
        Optional.empty(),
        Optional.of(2.5),
        Optional.of("im Schacht"));
  }

  @Override
  public void close() {
    riverside.close();
  }
}
