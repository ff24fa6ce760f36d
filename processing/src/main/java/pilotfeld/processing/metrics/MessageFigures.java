package pilotfeld.processing.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import pilotfeld.processing.intake.Observer;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.Outcome;
import pilotfeld.processing.reading.TimeSource;
import pilotfeld.processing.reading.Uplink;

/// What becomes of messages in this process since it started. Every meter is made once and looked
/// up by a name that is there already, so a message costs some additions and no lock.
final class MessageFigures implements Observer {

  private static final double[] COMMIT_SIZES = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};
  private static final Duration[] COMMIT_TIMES = millis(1, 2, 5, 10, 20, 50, 100, 250, 1000, 5000);
  private static final Duration[] DECODE_TIMES = millis(0.05, 0.1, 0.25, 0.5, 1, 5, 25, 100, 1000);
  // From a second to the 92 days for which a late time is believed.
  private static final double[] LAGS = {
    1, 5, 30, 120, 600, 3600, 21_600, 86_400, 604_800, 2_592_000, 7_948_800
  };

  private final MeterRegistry registry;
  private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
  private final Counter drained;
  private final Timer commits;
  private final DistributionSummary commitSizes;
  private final Bounded<Timer> decodes = new Bounded<>(Metrics.MODEL_LIMIT, this::decodesOf);
  private final Bounded<SourceFigures> sources = new Bounded<>(Metrics.SOURCE_LIMIT, this::source);

  MessageFigures(MeterRegistry registry) {
    this.registry = registry;
    for (var outcome : Outcome.values()) {
      outcomes.put(outcome, counter(outcome));
    }
    this.drained =
        Counter.builder("pilotfeld.spool.drained.messages")
            .description("Messages that had waited on disk and are in the tables now")
            .register(registry);
    this.commits =
        Timer.builder("pilotfeld.commit")
            .description("Time of a transaction that stores a group of messages")
            .serviceLevelObjectives(COMMIT_TIMES)
            .register(registry);
    this.commitSizes =
        DistributionSummary.builder("pilotfeld.commit.messages")
            .description("Messages that shared a transaction")
            .serviceLevelObjectives(COMMIT_SIZES)
            .register(registry);
  }

  private Counter counter(Outcome outcome) {
    return Counter.builder("pilotfeld.messages")
        .description(
            "Messages by what became of them: received + drained = stored + duplicate + unregistered + quarantined + spooled; refused ones were turned away at the door")
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private Timer decodesOf(String model) {
    return Timer.builder("pilotfeld.decode")
        .description("Time of a codec's call, waiting for its turn included")
        .tag("model", model)
        .serviceLevelObjectives(DECODE_TIMES)
        .register(registry);
  }

  private SourceFigures source(String name) {
    var lag =
        DistributionSummary.builder("pilotfeld.message.lag")
            .description("Arrival minus the time that the message or its network server gives")
            .baseUnit("seconds")
            .tag("source", name)
            .serviceLevelObjectives(LAGS)
            .register(registry);
    var figures = new SourceFigures(lag);
    Gauge.builder("pilotfeld.last.message.timestamp", figures::lastSeconds)
        .description("When the newest message arrived, in Unix time")
        .baseUnit("seconds")
        .tag("source", name)
        .register(registry);
    return figures;
  }

  @Override
  public void accepted(Message message, Uplink uplink, Outcome outcome) {
    outcomes.get(Outcome.RECEIVED).increment();
    outcomes.get(outcome).increment();
    var source = sources.of(message.source());
    source.arrived(message.arrivedAt());
    if (uplink.moment().source() != TimeSource.ARRIVAL && outcome != Outcome.DUPLICATE) {
      source.lagged(Duration.between(uplink.moment().time(), message.arrivedAt()));
    }
  }

  @Override
  public void drained(Outcome outcome) {
    drained.increment();
    outcomes.get(outcome).increment();
  }

  @Override
  public void refused() {
    outcomes.get(Outcome.REFUSED).increment();
  }

  @Override
  public void committed(int messages, long nanos) {
    commits.record(nanos, TimeUnit.NANOSECONDS);
    commitSizes.record(messages);
  }

  @Override
  public void decoded(String model, long nanos) {
    decodes.of(model).record(nanos, TimeUnit.NANOSECONDS);
  }

  private static Duration[] millis(double... millis) {
    return DoubleStream.of(millis)
        .mapToObj(each -> Duration.ofNanos((long) (each * 1e6)))
        .toArray(Duration[]::new);
  }
}
