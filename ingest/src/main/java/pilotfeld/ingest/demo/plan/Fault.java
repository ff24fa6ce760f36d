package pilotfeld.ingest.demo.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.As;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import java.time.Duration;

/// What is wrong with a device. Spans count from the beginning of the demonstration's history.
@JsonTypeInfo(use = Id.NAME, include = As.WRAPPER_OBJECT)
@JsonSubTypes({
  @Type(value = Fault.Stuck.class, name = "stuck"),
  @Type(value = Fault.Spikes.class, name = "spikes"),
  @Type(value = Fault.DyingBattery.class, name = "dyingBattery"),
  @Type(value = Fault.Silent.class, name = "silent"),
  @Type(value = Fault.Truncated.class, name = "truncated"),
  @Type(value = Fault.Rejoins.class, name = "rejoins")
})
public sealed interface Fault {

  /// It reports what it measured at `from` again and again, until it is reset.
  record Stuck(Duration from, Duration until) implements Fault {}

  /// A share of the echoes of a distance sensor is false.
  record Spikes(double share, double millimetres) implements Fault {}

  /// Its battery, from half full at the beginning, is empty `emptyAfter`; then it is silent.
  record DyingBattery(Duration emptyAfter) implements Fault {}

  /// Nothing is heard of it any more, for no known reason.
  record Silent(Duration from) implements Fault {}

  /// A share of its payloads lacks the last bytes.
  record Truncated(double share) implements Fault {}

  /// It loses its session and joins anew, again and again since it was installed.
  record Rejoins(Duration every) implements Fault {}
}
