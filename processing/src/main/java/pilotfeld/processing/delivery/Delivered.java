package pilotfeld.processing.delivery;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// One device as a line of a delivery list has it.
///
/// @param line of the file, the first is 1
/// @param devEui sixteen lower-case hex digits
/// @param joinEui as well
/// @param model as the vendor calls it
public record Delivered(
    long line,
    String devEui,
    Optional<String> joinEui,
    Optional<AppKey> appKey,
    Optional<String> model,
    Optional<String> serial) {

  public Delivered {
    requireNonNull(devEui, "devEui");
    requireNonNull(joinEui, "joinEui");
    requireNonNull(appKey, "appKey");
    requireNonNull(model, "model");
    requireNonNull(serial, "serial");
  }

  Delivered withModel(String model) {
    return new Delivered(line, devEui, joinEui, appKey, Optional.of(model), serial);
  }
}
