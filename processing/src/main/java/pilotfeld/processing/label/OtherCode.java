package pilotfeld.processing.label;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What is on stickers beside the one that names the device.
public enum OtherCode {
  NOTHING("this code is empty", "\\s*"),
  JOIN_EUI(
      "this is the JoinEUI, once called AppEUI: it names the join server, not the device",
      "(join|app|application)[ _-]?eui.*"),
  KEY(
      "this is a key of the device: keep it covered, it belongs in no photo",
      "(app|nwk|network|application|gen ?app|app ?s|nwk ?s)[ _-]?key.*|[0-9a-f]{32}|([0-9a-f]{2}[ :-]){15}[0-9a-f]{2}"),
  WEB_ADDRESS(
      "this code is a web address",
      "(https?://|www\\.).*|[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z]{2,10}/.*"),
  WIRELESS_NETWORK("this code is the access to a Wi-Fi", "wifi:.*"),
  CONTACT(
      "this code is a contact", "(begin:vcard|mecard:|bizcard:|mailto:|matmsg:|tel:|sms(to)?:).*"),
  PLACE("this code is a place on the map", "geo:.*"),
  SMART_HOME("this code pairs a smart-home device, not one of LoRaWAN", "(mt:|x-hm:|z:|dpp:).*"),
  HARDWARE_ADDRESS(
      "this is the hardware address of Bluetooth or Ethernet, which has 12 digits",
      "([0-9a-f]{2}[:-]){5}[0-9a-f]{2}"),
  MOBILE_NUMBER(
      "this is the IMEI or SIM number of a device for mobile networks",
      "imei\\s*[:=]?.*|iccid\\s*[:=]?.*|89\\d{17,18}"),
  UNKNOWN("this code is not that of a LoRaWAN device", ".*");

  private static final String INSTEAD =
      "; scan the one with the DevEUI, which often begins with LW:D0";

  private final String words;
  private final Pattern pattern;

  OtherCode(String words, String pattern) {
    this.words = words;
    this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  /// What it is, and what to do.
  public String words() {
    return words + INSTEAD;
  }

  /// Empty if it is none of those that can be told by their writing.
  static Optional<OtherCode> of(String code) {
    return Stream.of(values())
        .filter(each -> each != UNKNOWN && each.pattern.matcher(code).matches())
        .findFirst();
  }
}
