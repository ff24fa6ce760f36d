package pilotfeld.ingest.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.reading.Outcome;

/// A network server and a sensor that send at the same time, and write down what was acknowledged.
final class Load {

  /// Uplinks over MQTT. While Pilotfeld is down they wait in Mosquitto, which writes its whole
  /// queue at every change.
  static final int UPLINKS = 1000;

  /// Posts over CoAP, one after the other.
  static final int POSTS = 50;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Instant BEGINNING =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(6, ChronoUnit.HOURS);

  private final List<Sent> uplinks;
  private final List<Sent> posts;
  private final Publisher publisher;
  private final Sensor sensor;
  private final int times;
  private final List<Thread> senders = new ArrayList<>();

  private Load(
      List<Sent> uplinks, List<Sent> posts, Publisher publisher, Sensor sensor, int times) {
    this.uplinks = uplinks;
    this.posts = posts;
    this.publisher = publisher;
    this.sensor = sensor;
    this.times = times;
  }

  /// @param application whose uplinks they are
  static Load of(String application, Publisher publisher, Sensor sensor) {
    return new Load(
        each(UPLINKS, (number, time) -> Sent.uplink(application, number, time)),
        each(POSTS, Sent::post),
        publisher,
        sensor,
        1);
  }

  private static List<Sent> each(int count, Maker maker) {
    return IntStream.range(0, count)
        .mapToObj(number -> maker.make(number, BEGINNING.plusSeconds(number)))
        .toList();
  }

  /// Each uplink as often as that, one round after the other.
  Load times(int count) {
    return new Load(uplinks, posts, publisher, sensor, count);
  }

  /// The same messages in another order, the same at every run.
  Load shuffled() {
    var shuffled = new ArrayList<>(uplinks);
    Collections.shuffle(shuffled, new Random(7));
    return new Load(shuffled, posts, publisher, sensor, times);
  }

  /// Begins to send.
  Load start() {
    senders.add(
        Thread.ofVirtual().name("network server").start(() -> publisher.publish(uplinks, times)));
    senders.add(Thread.ofVirtual().name("sensor").start(() -> sensor.post(posts)));
    return this;
  }

  /// Waits until a part of the uplinks and at least one post are acknowledged.
  ///
  /// @param part from 0 to 1
  void awaitPart(double part) throws Exception {
    assertTrue(
        Eventually.within(
            PATIENCE,
            () ->
                publisher.acknowledged().size() >= part * uplinks.size()
                    && !sensor.acknowledged().isEmpty()),
        () -> "acknowledged so far: " + acknowledged().size());
  }

  /// Waits until all are acknowledged.
  void awaitAll() throws Exception {
    assertTrue(
        Eventually.within(PATIENCE, () -> senders.stream().noneMatch(Thread::isAlive)),
        () -> "acknowledged so far: " + acknowledged().size());
  }

  /// The messages that were acknowledged so far, each once.
  Set<Sent> acknowledged() {
    var all = new HashSet<>(publisher.acknowledged());
    all.addAll(sensor.acknowledged());
    return all;
  }

  /// How many are to become that when all were acknowledged.
  long count(Outcome outcome) {
    return Stream.concat(uplinks.stream(), posts.stream())
        .filter(each -> each.becomes() == outcome)
        .count();
  }

  /// How many distinct messages.
  int size() {
    return uplinks.size() + posts.size();
  }

  /// Ends the senders, whatever they have not sent yet.
  void stop() {
    senders.forEach(Thread::interrupt);
  }

  private interface Maker {
    Sent make(int number, Instant time);
  }
}
