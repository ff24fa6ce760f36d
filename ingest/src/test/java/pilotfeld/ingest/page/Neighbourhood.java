package pilotfeld.ingest.page;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import pilotfeld.ingest.RunningSystem;
import pilotfeld.ingest.demo.plan.Fleet;
import pilotfeld.ingest.demo.play.PlayedFleet;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.registry.Registrar;

/// A running system with the demonstration's last hours, a message that nobody can read, and a site
/// whose name is markup.
final class Neighbourhood implements AutoCloseable {

  /// Of the demonstration, and the one that is markup.
  static final int PILOTS = 6;

  static final String MARKUP = "<img src=x onerror=alert(1)>";

  static final String BROKEN_JSON = "{\"distance\":1.50,\"note\":\"<b>\u202e\",\"list\":[],}";

  private static final Duration PLAYED = Duration.ofHours(3);

  private final RunningSystem system = new RunningSystem(Map.of());

  Neighbourhood() throws Exception {
    var now = Instant.now();
    var fleet = Fleet.beginningAt(now.minus(Duration.ofDays(20)));
    PlayedFleet.play(system.application(), fleet, now.minus(PLAYED), now);
    var registrar = system.application().registrar();
    registrar.pilot(new Registrar.Pilot("markup", MARKUP, "<b>fett</b>", LocalDate.EPOCH));
    registrar.site(new Registrar.Site("markup-1", "markup", Optional.empty(), MARKUP, 52.28, 8.05));
    swapTheBattery(now);
    accept("up/hase-pegel-01?ct=50", BROKEN_JSON);
    accept("up/" + MARKUP + "?ct=110", "no SenML");
    awaitFlags();
  }

  // At the site that is markup: its first device is gone, of the second the last message has
  // nothing
  // that its model knows.
  private void swapTheBattery(Instant now) {
    place("old", now.minus(Duration.ofHours(3)));
    system.application().registrar().end("old", now.minus(Duration.ofHours(2)));
    place("new", now.minus(Duration.ofHours(2)));
    system.application().refreshRegistry();
    accept("up/old?ct=50", fields("battery_voltage", 4.01, now.minus(Duration.ofMinutes(150))));
    accept("up/new?ct=50", fields("battery_voltage", 3.99, now.minus(Duration.ofMinutes(2))));
    accept("up/new?ct=50", fields("spirits", 7, now.minus(Duration.ofMinutes(1))));
  }

  private void place(String device, Instant since) {
    system
        .application()
        .registrar()
        .place(
            new Registrar.Placement(
                device, "pilotfeld-senml-level", "markup-1", since, Optional.empty()));
  }

  private static String fields(String name, double value, Instant time) {
    return "{\"%s\":%s,\"time\":%d}".formatted(name, value, time.getEpochSecond());
  }

  RunningSystem system() {
    return system;
  }

  /// A level that the gauge of the site `hase-fledder-pegel` measures now.
  void measure(int millimetres) {
    accept(
        "up/hase-pegel-01?ct=110",
        "[{\"bt\":%d,\"n\":\"distance\",\"u\":\"mm\",\"v\":%d}]"
            .formatted(Instant.now().getEpochSecond(), millimetres));
  }

  private void accept(String topic, String body) {
    system
        .application()
        .intake()
        .accept(
            new Message(
                "coap", topic, body.getBytes(StandardCharsets.UTF_8), Instant.now(), false));
  }

  private void awaitFlags() throws Exception {
    Eventually.equal(
        0L,
        () ->
            system
                .jdbi()
                .withHandle(
                    handle ->
                        handle.createQuery("SELECT count(*) FROM dirty").mapTo(Long.class).one()));
  }

  @Override
  public void close() {
    system.close();
  }
}
