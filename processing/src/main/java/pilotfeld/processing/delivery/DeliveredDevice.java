package pilotfeld.processing.delivery;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/// A device that is on a delivery list, without its key.
///
/// @param devEui sixteen lower-case hex digits
/// @param joinEui as well
/// @param model id of a device model if one was given, else as the vendor calls it
/// @param hasKey whether its AppKey is there
/// @param registered whether it is a registered device by now
/// @param loadedAt when the list was imported that changed it last
public record DeliveredDevice(
    String devEui,
    Optional<String> joinEui,
    Optional<String> model,
    Optional<String> serial,
    boolean hasKey,
    boolean registered,
    Instant loadedAt) {

  public DeliveredDevice {
    requireNonNull(devEui, "devEui");
    requireNonNull(joinEui, "joinEui");
    requireNonNull(model, "model");
    requireNonNull(serial, "serial");
    requireNonNull(loadedAt, "loadedAt");
  }
}
