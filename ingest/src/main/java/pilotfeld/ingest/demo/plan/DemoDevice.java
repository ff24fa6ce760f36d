package pilotfeld.ingest.demo.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A sensor.
///
/// @param id its DevEUI in lower-case hex, or the name of a sensor of its own
/// @param interval how often it reports
public record DemoDevice(String id, DemoModel model, Duration interval, List<Fault> faults) {

  /// Copies `faults`.
  public DemoDevice {
    faults = List.copyOf(faults);
  }

  /// Its fault of one kind.
  public <F extends Fault> Optional<F> fault(Class<F> kind) {
    return faults.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }
}
