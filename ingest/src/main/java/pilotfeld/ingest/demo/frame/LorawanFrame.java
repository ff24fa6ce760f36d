package pilotfeld.ingest.demo.frame;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import pilotfeld.ingest.demo.radio.Reception;

/// An uplink that at least one gateway heard.
///
/// @param counter of the frames since the session began, lost ones counted
/// @param receptions never empty
public record LorawanFrame(
    Instant sentAt,
    String device,
    String devAddr,
    long counter,
    int port,
    byte[] payload,
    int spreadingFactor,
    long frequencyHertz,
    List<Reception> receptions)
    implements DemoFrame {

  /// Copies `payload` and `receptions`.
  ///
  /// @throws IllegalArgumentException if nobody heard it
  public LorawanFrame {
    payload = payload.clone();
    receptions = List.copyOf(receptions);
    if (receptions.isEmpty()) {
      throw new IllegalArgumentException("nobody heard frame " + counter + " of " + device);
    }
  }

  /// The frame in one line, payload included; equal frames have equal lines.
  @Override
  public String toString() {
    return "%s %s %s %d port %d %s SF%d %d Hz %s"
        .formatted(
            sentAt,
            device,
            devAddr,
            counter,
            port,
            HexFormat.of().formatHex(payload),
            spreadingFactor,
            frequencyHertz,
            receptions);
  }
}
