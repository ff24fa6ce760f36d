package pilotfeld.processing.reading;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// How a LoRaWAN frame was heard.
///
/// @param spreadingFactor 7 to 12; empty where the frame was not LoRa
/// @param bandwidthHertz of the channel; 0 if unknown
/// @param frequencyHertz of the channel; 0 if unknown
/// @param receptions every gateway that heard it, once, by its best antenna; best first: by SNR,
///   then by RSSI
public record Radio(
    Optional<Integer> spreadingFactor,
    int bandwidthHertz,
    long frequencyHertz,
    List<Reception> receptions) {

  /// Heard by nobody, or not by radio.
  public static final Radio NONE = new Radio(Optional.empty(), 0, 0, List.of());

  public Radio {
    receptions =
        receptions.stream()
            .sorted(
                Comparator.comparingDouble(Reception::snrDecibel)
                    .thenComparingDouble(Reception::rssiDbm)
                    .reversed())
            .collect(toMap(Reception::gateway, identity(), (best, _) -> best, LinkedHashMap::new))
            .values()
            .stream()
            .toList();
  }

  /// One gateway's hearing of a frame.
  ///
  /// @param gateway EUI or name
  /// @param rssiDbm received signal strength
  /// @param snrDecibel signal-to-noise ratio
  public record Reception(String gateway, double rssiDbm, double snrDecibel) {}
}
