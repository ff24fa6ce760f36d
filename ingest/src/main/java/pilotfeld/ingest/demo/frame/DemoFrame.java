package pilotfeld.ingest.demo.frame;

import java.time.Instant;

/// One thing that reaches us from the demonstration.
public sealed interface DemoFrame permits LorawanFrame, JoinFrame, SensorPack {

  /// When the device sent it.
  Instant sentAt();

  /// The DevEUI, or the name of a sensor of its own.
  String device();
}
