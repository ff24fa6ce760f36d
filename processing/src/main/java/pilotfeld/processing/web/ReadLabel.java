package pilotfeld.processing.web;

import java.util.List;
import java.util.Locale;
import pilotfeld.processing.label.Label;
import pilotfeld.processing.label.LabelReader;
import pilotfeld.processing.label.Photo;

/// What a photo of a sticker says, without what may be a secret.
///
/// @param codes what each code is
/// @param why nothing was read; null if something was
record ReadLabel(List<Code> codes, String why) {

  /// One code.
  ///
  /// @param code of a device, as it goes into a task; null of another
  /// @param other what another sticker is, such as `web_address`
  /// @param damaged why a device's code cannot be read
  record Code(String code, String other, String damaged) {

    static Code of(Label label) {
      return switch (label) {
        case Label.Device device -> device(device);
        case Label.BareEui(var eui) -> new Code(eui, null, null);
        case Label.Serial(var number) -> new Code(number, null, null);
        case Label.Other(var code) -> new Code(null, code.name().toLowerCase(Locale.ROOT), null);
        case Label.Damaged(var why) -> new Code(null, null, why);
      };
    }

    // Without owner token and whatever else a vendor has put there.
    private static Code device(Label.Device device) {
      return new Code(
          device.joinEui().map(joinEui -> device.devEui() + ":" + joinEui).orElse(device.devEui()),
          null,
          null);
    }
  }

  static ReadLabel of(Photo photo) {
    return switch (photo) {
      case Photo.Codes(var texts) ->
          new ReadLabel(texts.stream().map(LabelReader::read).map(Code::of).toList(), null);
      case Photo.NoCode none -> new ReadLabel(List.of(), none.words());
      case Photo.Refused(var why) -> new ReadLabel(List.of(), why);
    };
  }
}
