package pilotfeld.processing.label;

import static java.util.Objects.requireNonNull;

/// With it whoever has it claims the device at its join server: a secret, never shown by
/// `toString`. The drafts call it device validation code.
public record OwnerToken(String value) {

  public OwnerToken {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return "an owner token";
  }
}
