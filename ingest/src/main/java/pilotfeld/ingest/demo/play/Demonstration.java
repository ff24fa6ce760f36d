package pilotfeld.ingest.demo.play;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import pilotfeld.ingest.demo.Simulation;
import pilotfeld.ingest.demo.plan.Fleet;
import pilotfeld.ingest.mqtt.MqttSettings;
import pilotfeld.ingest.service.Application;

/// The demonstration fleet on a running system: thirty days of history in the background, and live
/// from now on. What was missed while it was stopped is history at the next start.
public final class Demonstration implements AutoCloseable {

  /// How far back the history goes at the first start.
  public static final Duration HISTORY = Duration.ofDays(30);

  private static final Duration HISTORY_WORTH_SAYING = Duration.ofHours(1);
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration DIARY_EVERY = Duration.ofMinutes(1);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);
  private static final String TITLE = "history";

  private final Application application;
  private final Path file;
  private final Clock clock;
  private final Simulation simulation;
  private final History history;
  private final LiveSending live;
  private final AtomicReference<Diary> diary;
  private final ExecutorService past =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("history").factory());
  private final ScheduledExecutorService present =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("live").factory());
  private boolean historyPlayed;
  private Instant liveUntil;
  private Instant playedBefore;
  private Instant liveFrom;

  private Demonstration(
      Application application, Path file, Clock clock, Diary diary, MqttSettings broker)
      throws IOException {
    var fleet = Fleet.beginningAt(diary.beginning());
    var letters = new Letters(fleet, broker.source());
    this.application = application;
    this.file = file;
    this.clock = clock;
    this.diary = new AtomicReference<>(diary);
    this.simulation = new Simulation(fleet);
    this.history = new History(simulation, letters, application.intake());
    PlanRegistration.enter(fleet, application.registrar());
    application.refreshRegistry();
    this.live = new LiveSending(letters, broker, application.coap());
  }

  /// Starts to play.
  ///
  /// @param broker to publish at, as a client of its own
  /// @param file keeps what must be remembered over restarts
  /// @throws IOException if the broker or the file cannot be reached
  public static Demonstration start(
      Application application, MqttSettings broker, Path file, Clock clock) throws IOException {
    var now = clock.instant();
    var diary = Diary.read(file, now.minus(HISTORY).truncatedTo(ChronoUnit.DAYS));
    diary.write(file);
    var demonstration = new Demonstration(application, file, clock, diary, broker);
    demonstration.play(diary.playedUntil(), now);
    return demonstration;
  }

  private void play(Instant from, Instant now) {
    playedBefore = from;
    liveFrom = now;
    liveUntil = now;
    past.submit(() -> playHistory(from, now));
    present.scheduleWithFixedDelay(
        this::playLive, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void playHistory(Instant from, Instant until) {
    var total = Duration.between(from, until).toMinutes() + 1;
    application.progress(TITLE, 0, total);
    var played =
        history.play(
            from,
            until,
            time -> {
              remember(time);
              application.progress(TITLE, Duration.between(from, time).toMinutes(), total);
            });
    synchronized (this) {
      historyPlayed = played;
    }
    application.progress(TITLE, total, total);
  }

  private void playLive() {
    var now = clock.instant();
    try (var frames = simulation.between(liveUntil, now)) {
      frames.forEach(live::send);
    }
    liveUntil = now;
    if (isHistoryPlayed()
        && Duration.between(diary.get().playedUntil(), now).compareTo(DIARY_EVERY) > 0) {
      remember(now);
    }
  }

  /// Whether much of the past was still to be played at the start.
  public boolean hasHistory() {
    return Duration.between(playedBefore, liveFrom).compareTo(HISTORY_WORTH_SAYING) > 0;
  }

  private synchronized boolean isHistoryPlayed() {
    return historyPlayed;
  }

  private void remember(Instant time) {
    try {
      diary.updateAndGet(each -> each.until(time)).write(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Stops to play; what is not yet history is played at the next start.
  @Override
  public void close() {
    history.stop();
    present.shutdown();
    past.shutdown();
    try {
      past.awaitTermination(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    live.close();
  }
}
