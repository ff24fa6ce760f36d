package pilotfeld.processing.field;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import pilotfeld.processing.label.LabelReader;

/// What a technician has seen of a device.
///
/// @param code as it was scanned or typed; it may have a secret in it, so `toString` does not show
///   it
/// @param model id of the device model that the technician chose; empty for what is known
public record Sticker(String code, Optional<String> model) {

  /// @throws IllegalArgumentException if the code is empty or longer than any code
  public Sticker {
    requireNonNull(model, "model");
    if (code.isBlank() || code.length() > LabelReader.CHARACTERS_LIMIT) {
      throw new IllegalArgumentException(
          "code must have 1 to %d characters".formatted(LabelReader.CHARACTERS_LIMIT));
    }
  }

  @Override
  public String toString() {
    return "a sticker";
  }
}
