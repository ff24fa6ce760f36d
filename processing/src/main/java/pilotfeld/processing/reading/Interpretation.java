package pilotfeld.processing.reading;

import java.util.List;

/// What a message turned out to be. All three are made durable before the sender is told.
public sealed interface Interpretation {

  /// What is known of the message itself.
  Uplink uplink();

  /// From a device at a site, or about it.
  ///
  /// @param measurements in the order of the payload; empty for frames without readings
  record Stored(Uplink uplink, List<Measurement> measurements) implements Interpretation {

    public Stored {
      measurements = List.copyOf(measurements);
    }
  }

  /// Readable, but the device is unknown or was at no site at that time. It becomes readings once
  /// that is known.
  record Unregistered(Uplink uplink) implements Interpretation {}

  /// Not readable, or not decodable; `uplink.reason` says why. It goes to quarantine, to be
  /// replayed after a fix.
  record Malformed(Uplink uplink) implements Interpretation {}
}
