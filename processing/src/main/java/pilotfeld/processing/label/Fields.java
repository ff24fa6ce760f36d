package pilotfeld.processing.label;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The three fields that every form of TR005 has.
record Fields(String joinEui, String devEui, String profileId) {

  private static final Pattern EUI = Pattern.compile("[0-9A-Fa-f]{16}");
  private static final Pattern PROFILE = Pattern.compile("[0-9A-Fa-f]{8}");
  private static final Pattern KEY = Pattern.compile("[0-9A-Fa-f]{32}");
  private static final Pattern NO_DEVICE = Pattern.compile("0{16}|[Ff]{16}");

  // Of no vendor, or of no vendor in particular.
  private static final Pattern NO_PROFILE = Pattern.compile("0{8}|ffff[0-9a-f]{4}");

  /// What is wrong with them.
  Optional<Label> fault() {
    if (KEY.matcher(profileId).matches()) {
      return Optional.of(new Label.Other(OtherCode.KEY));
    }
    return mismatch("JoinEUI", joinEui, EUI, 16)
        .or(() -> mismatch("DevEUI", devEui, EUI, 16))
        .or(() -> mismatch("ProfileID", profileId, PROFILE, 8))
        .or(() -> placeholder(devEui))
        .map(Label.Damaged::new);
  }

  /// Of fields without fault.
  Label.Device label(Label.Form form, Extensions extensions, boolean checked) {
    return new Label.Device(
        form,
        devEui.toLowerCase(Locale.ROOT),
        Optional.of(joinEui.toLowerCase(Locale.ROOT)),
        Optional.of(profileId.toLowerCase(Locale.ROOT))
            .filter(each -> !NO_PROFILE.matcher(each).matches()),
        extensions,
        checked);
  }

  /// Why a DevEUI that is made of nothing but zeros or ones is none.
  static Optional<String> placeholder(String devEui) {
    return NO_DEVICE.matcher(devEui).matches()
        ? Optional.of(
            "its DevEUI is nothing but a placeholder: take another sticker, or ask the vendor")
        : Optional.empty();
  }

  private static Optional<String> mismatch(String name, String value, Pattern form, int digits) {
    if (form.matcher(value).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        value.length() == digits
            ? "its %s has a character that is no hexadecimal digit: scan or type it again"
                .formatted(name)
            : "its %s has %d characters, but should have %d: scan or type it again"
                .formatted(name, value.length(), digits));
  }
}
