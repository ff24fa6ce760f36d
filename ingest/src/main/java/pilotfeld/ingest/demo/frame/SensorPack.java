package pilotfeld.ingest.demo.frame;

import java.time.Instant;
import java.util.List;

/// What a sensor without a network server sends by itself.
///
/// @param sentAt also when its values were measured, to the second
public record SensorPack(Instant sentAt, String device, List<Value> values) implements DemoFrame {

  /// Copies `values`.
  public SensorPack {
    values = List.copyOf(values);
  }

  /// One value.
  ///
  /// @param unit of RFC 8428 or RFC 8798
  public record Value(String name, String unit, double value) {}
}
