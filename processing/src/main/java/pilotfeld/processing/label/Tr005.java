package pilotfeld.processing.label;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import pilotfeld.processing.label.Extensions.DuplicateLetter;
import pilotfeld.processing.label.Label.Damaged;
import pilotfeld.processing.label.Label.Form;

/// LoRa Alliance TR005, “LoRaWAN Device Identification QR Codes”:
/// `LW:D0:<JoinEUI>:<DevEUI>:<ProfileID>` and then, in any order, `:O<OwnerToken>`, `:S<SerNum>`,
/// `:P<Proprietary>`, `:C<CheckSum>`; and two of its drafts, which devices still carry.
final class Tr005 {

  private static final int MANDATORY_PARTS = 5;
  private static final String SEPARATOR = ":";

  // What QR codes can write in their alphanumeric mode, without the separators of the drafts.
  private static final Pattern DRAFT_VALUE = Pattern.compile("[0-9A-Za-z $*+./:-]*");

  private Tr005() {}

  /// @param code that begins with `LW:` in any case
  static Label read(String code) {
    var parts = List.of(code.split(SEPARATOR, -1));
    if (!parts.get(0).equals("LW") || !parts.get(1).equals("D0")) {
      return new Damaged("it does not begin with LW:D0 in capital letters: scan or type it again");
    }
    if (parts.size() < MANDATORY_PARTS) {
      return new Damaged(
          "only %d of its %d parts are there: scan or type the whole of it"
              .formatted(parts.size(), MANDATORY_PARTS));
    }
    var fields = new Fields(parts.get(2), parts.get(3), parts.get(4));
    return fields.fault().orElseGet(() -> complete(parts, fields));
  }

  private static Label complete(List<String> parts, Fields fields) {
    try {
      var values = Extensions.byLetter(parts.subList(MANDATORY_PARTS, parts.size()));
      var checksum = Optional.ofNullable(values.get(Checksum.LETTER));
      if (checksum.isPresent() && !isRight(checksum.get(), parts)) {
        return new Damaged(
            "its checksum is wrong: damaged or mistyped; scan or type it again, or take another sticker");
      }
      return fields.label(Form.TR005, Extensions.of(values, 'O'), checksum.isPresent());
    } catch (DuplicateLetter e) {
      return new Damaged(e.getMessage() + ": take another sticker, or ask the vendor");
    }
  }

  private static boolean isRight(String checksum, List<String> parts) {
    var checked = parts.stream().filter(part -> !part.equals(Checksum.LETTER + checksum)).toList();
    return checksum.equalsIgnoreCase(Checksum.of(String.join(SEPARATOR, checked)))
        || checksum.equalsIgnoreCase(Checksum.of(String.join(SEPARATOR, inCapitals(checked))));
  }

  // Who types a code writes its hexadecimal digits as it comes; the checksum is that of capitals.
  private static List<String> inCapitals(List<String> parts) {
    var capitals = parts.toArray(String[]::new);
    Arrays.setAll(
        capitals,
        index ->
            index < MANDATORY_PARTS ? capitals[index].toUpperCase(Locale.ROOT) : capitals[index]);
    return List.of(capitals);
  }

  /// `URN:LW:DP:<JoinEUI>:<DevEUI>:<ProfileID>`, and then `:%V…%S…%P…`, whose percent signs may be
  /// written `%25`.
  static Label draft2(String code) {
    var parts = code.split(SEPARATOR, 7);
    if (parts.length < 6 || !code.startsWith("URN:LW:DP:")) {
      return unlike("URN:LW:DP:JoinEUI:DevEUI:ProfileID");
    }
    var rest = parts.length == 7 ? parts[6].replace("%25", "%") : "";
    return draft(Form.DRAFT_2, new Fields(parts[3], parts[4], parts[5]), rest.split("%"));
  }

  /// `URN:DEV:LW:<JoinEUI>_<DevEUI>_<ProfileID>`, and then `_V…_S…_P…`.
  static Label draft3(String code) {
    var parts = code.split(SEPARATOR, 4)[3].split("_");
    if (parts.length < 3 || !code.startsWith("URN:DEV:LW:")) {
      return unlike("URN:DEV:LW:JoinEUI_DevEUI_ProfileID");
    }
    return draft(
        Form.DRAFT_3,
        new Fields(parts[0], parts[1], parts[2]),
        Arrays.copyOfRange(parts, 3, parts.length));
  }

  private static Label draft(Form form, Fields fields, String[] extensions) {
    return fields.fault().orElseGet(() -> complete(form, fields, List.of(extensions)));
  }

  private static Label complete(Form form, Fields fields, List<String> extensions) {
    if (!extensions.stream().allMatch(each -> DRAFT_VALUE.matcher(each).matches())) {
      return new Damaged("it has a character that such a code cannot have: scan or type it again");
    }
    try {
      var values = Extensions.byLetter(extensions);
      return fields.label(form, Extensions.of(values, 'V'), false);
    } catch (DuplicateLetter e) {
      return new Damaged(e.getMessage() + ": take another sticker, or ask the vendor");
    }
  }

  private static Label unlike(String form) {
    return new Damaged("it is not written as %s: scan or type the whole of it".formatted(form));
  }
}
