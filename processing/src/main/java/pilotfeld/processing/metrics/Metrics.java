package pilotfeld.processing.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import pilotfeld.processing.intake.Observer;

/// The figures of this process, as Prometheus reads them. Names are given in words separated by
/// dots; the unit and `_total` are added to them.
public final class Metrics implements AutoCloseable {

  /// Models whose codec has a time of its own; further ones share one.
  public static final int MODEL_LIMIT = 200;

  /// Sources that have figures of their own; further ones share them.
  public static final int SOURCE_LIMIT = 50;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collector = new JvmGcMetrics();
  private final Observer messages = new MessageFigures(registry);

  public Metrics() {
    List.of(
            new ClassLoaderMetrics(),
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics(),
            collector)
        .forEach(each -> each.bindTo(registry));
  }

  /// Keeps the figures of messages.
  public Observer messages() {
    return messages;
  }

  /// Something that may fill up: `pilotfeld_queue_depth` and `pilotfeld_queue_limit`.
  public void queue(String queue, int limit, IntSupplier depth) {
    Gauge.builder("pilotfeld.queue.depth", depth::getAsInt)
        .description("What waits or is worked on at this moment")
        .tag("queue", queue)
        .register(registry);
    Gauge.builder("pilotfeld.queue.limit", () -> limit)
        .description("How much may wait or be worked on at once")
        .tag("queue", queue)
        .register(registry);
  }

  /// A value that goes up and down; NaN while there is none.
  ///
  /// @param unit such as `bytes`; empty for a count
  public void gauge(String name, String description, String unit, DoubleSupplier value) {
    Gauge.builder(name, value::getAsDouble)
        .description(description)
        .baseUnit(unit.isEmpty() ? null : unit)
        .register(registry);
  }

  /// The same, of which there are several.
  public void gauge(Member member, String name, String description, DoubleSupplier value) {
    Gauge.builder(name, value::getAsDouble)
        .description(description)
        .tag(member.label, member.value)
        .register(registry);
  }

  /// A count that only grows.
  public void counter(Member member, String name, String description, LongSupplier count) {
    FunctionCounter.builder(name, count, LongSupplier::getAsLong)
        .description(description)
        .tag(member.label, member.value)
        .register(registry);
  }

  /// Which one of several.
  ///
  /// @param value one of few, known from the settings or the code
  public record Member(String label, String value) {}

  /// Everything in Prometheus' text format, version 0.0.4.
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collector.close();
    registry.close();
  }
}
