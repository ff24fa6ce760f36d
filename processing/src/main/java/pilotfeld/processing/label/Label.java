package pilotfeld.processing.label;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// What the text of a code on a device or its box is. Neither of them shows a secret by `toString`.
public sealed interface Label {

  /// How a code names its device.
  enum Form {
    /// LoRa Alliance TR005, final: `LW:D0:…`.
    TR005,
    /// Its second draft: `URN:LW:DP:…`.
    DRAFT_2,
    /// Its third draft: `URN:DEV:LW:…`.
    DRAFT_3,
    /// `DevEUI:AppEUI`.
    PAIR,
    /// `DevEUI: …`.
    NAMED
  }

  /// It names a device.
  ///
  /// @param devEui sixteen lower-case hex digits
  /// @param joinEui as well
  /// @param profile of the vendor, eight lower-case hex digits; empty if it is none that can be
  ///   used
  /// @param checked whether the code has a checksum, which then is right
  record Device(
      Form form,
      String devEui,
      Optional<String> joinEui,
      Optional<String> profile,
      Extensions extensions,
      boolean checked)
      implements Label {

    public Device {
      requireNonNull(form, "form");
      requireNonNull(devEui, "devEui");
      requireNonNull(joinEui, "joinEui");
      requireNonNull(profile, "profile");
      requireNonNull(extensions, "extensions");
    }

    @Override
    public String toString() {
      return "label of " + devEui;
    }
  }

  /// Nothing but an EUI: a DevEUI, but some vendors put a sticker with the JoinEUI beside it. The
  /// delivery list tells which.
  record BareEui(String eui) implements Label {

    public BareEui {
      requireNonNull(eui, "eui");
    }
  }

  /// What may well be a serial number, which names a device in the delivery list only.
  record Serial(String number) implements Label {

    public Serial {
      requireNonNull(number, "number");
    }
  }

  /// Another sticker.
  record Other(OtherCode code) implements Label {

    public Other {
      requireNonNull(code, "code");
    }
  }

  /// Meant for a device, but damaged, incomplete or mistyped.
  ///
  /// @param why what is wrong, and what to do; without what a key or token may be part of
  record Damaged(String why) implements Label {

    public Damaged {
      requireNonNull(why, "why");
    }
  }
}
