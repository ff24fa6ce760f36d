package pilotfeld.processing.label;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import pilotfeld.processing.label.Label.BareEui;
import pilotfeld.processing.label.Label.Damaged;
import pilotfeld.processing.label.Label.Device;
import pilotfeld.processing.label.Label.Form;
import pilotfeld.processing.label.Label.Other;
import pilotfeld.processing.label.Label.Serial;
import pilotfeld.processing.reading.Eui;

/// Says what the text of a code is, scanned or typed.
public final class LabelReader {

  /// Longest code that is looked at; that of a device has some hundred characters.
  public static final int CHARACTERS_LIMIT = 1_000;

  private static final Pattern PAIR = Pattern.compile("([0-9A-Fa-f]{16}):([0-9A-Fa-f]{16})");
  private static final Pattern DEV_EUI =
      Pattern.compile(
          "dev(?:ice)?[ _-]?eui\\s*[:=]?\\s*([^\n,;]*).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern NAMED_SERIAL =
      Pattern.compile(
          "(?:s/?n|serial(?:[ _-]?(?:number|no\\.?))?|serien-?(?:nummer|nr\\.?))\\s*[:=]\\s*(\\S.{0,63})",
          Pattern.CASE_INSENSITIVE);

  // Letters, digits and what makes groups of them, but no word without a digit.
  private static final Pattern SERIAL =
      Pattern.compile("(?=[^0-9]*[0-9])[A-Za-z0-9][A-Za-z0-9 ._/-]{3,39}");

  private LabelReader() {}

  /// What it is. The text may have a secret in it: keep it out of logs and errors.
  public static Label read(String text) {
    var code = text.strip();
    if (code.length() > CHARACTERS_LIMIT) {
      return new Damaged(
          "it has %d characters, but a device's code has at most %d: scan the one with the DevEUI"
              .formatted(code.length(), CHARACTERS_LIMIT));
    }
    var capitals = code.toUpperCase(Locale.ROOT);
    if (capitals.startsWith("LW:")) {
      return Tr005.read(code);
    }
    if (capitals.startsWith("URN:LW:")) {
      return Tr005.draft2(code);
    }
    return capitals.startsWith("URN:DEV:LW:") ? Tr005.draft3(code) : withoutForm(code);
  }

  private static Label withoutForm(String code) {
    var pair = PAIR.matcher(code);
    if (pair.matches()) {
      return device(Form.PAIR, pair.group(1), Optional.of(pair.group(2)));
    }
    var named = DEV_EUI.matcher(code);
    if (named.matches()) {
      return Eui.canonical(named.group(1))
          .map(eui -> device(Form.NAMED, eui, Optional.empty()))
          .orElseGet(
              () -> new Damaged("its DevEUI is not 16 hexadecimal digits: scan or type it again"));
    }
    return Eui.canonical(code).map(LabelReader::bare).orElseGet(() -> withoutEui(code));
  }

  private static Label bare(String eui) {
    return Fields.placeholder(eui).<Label>map(Damaged::new).orElseGet(() -> new BareEui(eui));
  }

  private static Label withoutEui(String code) {
    var named = NAMED_SERIAL.matcher(code);
    if (named.matches()) {
      return new Serial(named.group(1).strip());
    }
    var other = OtherCode.of(code);
    if (other.isPresent()) {
      return new Other(other.get());
    }
    if (Eui.isMistyped(code)) {
      return new Damaged(
          "it looks like a DevEUI with a digit too many or too few, which has 16: scan or type it again");
    }
    return SERIAL.matcher(code).matches() ? new Serial(code) : new Other(OtherCode.UNKNOWN);
  }

  private static Label device(Form form, String devEui, Optional<String> joinEui) {
    return Fields.placeholder(devEui)
        .<Label>map(Damaged::new)
        .orElseGet(
            () ->
                new Device(
                    form,
                    devEui.toLowerCase(Locale.ROOT),
                    joinEui.map(each -> each.toLowerCase(Locale.ROOT)),
                    Optional.empty(),
                    Extensions.NONE,
                    false));
  }
}
