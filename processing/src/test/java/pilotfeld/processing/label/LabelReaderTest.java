package pilotfeld.processing.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pilotfeld.processing.label.Label.BareEui;
import pilotfeld.processing.label.Label.Damaged;
import pilotfeld.processing.label.Label.Device;
import pilotfeld.processing.label.Label.Form;
import pilotfeld.processing.label.Label.Other;
import pilotfeld.processing.label.Label.Serial;

/// The example of TR005, the vectors of The Things Stack (`lora_alliance_tr005_test.go` and those
/// of its drafts), and what else sticks on devices.
class LabelReaderTest {

  static final String EXAMPLE =
      "LW:D0:1122334455667788:AABBCCDDEEFF0011:AABB1122:OAABBCCDDEEFF:SYYWWNNNNNN:PFOOBAR:CAF2C";

  private static final String SIMPLE = "LW:D0:42FFFFFFFFFFFFFF:4242FFFFFFFFFFFF:42FFFF42";
  private static final String DRAFT_2 = "URN:LW:DP:42FFFFFFFFFFFFFF:4242FFFFFFFFFFFF:42FFFF42";
  private static final String DRAFT_3 = "URN:DEV:LW:42FFFFFFFFFFFFFF_4242FFFFFFFFFFFF_42FFFF42";

  @Test
  void theExampleOfTheRecommendationIsReadWhole() {
    assertEquals(
        new Device(
            Form.TR005,
            "aabbccddeeff0011",
            Optional.of("1122334455667788"),
            Optional.of("aabb1122"),
            new Extensions(
                Optional.of(new OwnerToken("AABBCCDDEEFF")),
                Optional.of("YYWWNNNNNN"),
                Optional.of("FOOBAR"),
                List.of()),
            true),
        LabelReader.read(EXAMPLE));
  }

  @Test
  void theChecksumIsThatOfModbus() {
    assertEquals("4B37", Checksum.of("123456789"));
    assertEquals("AF2C", Checksum.of(EXAMPLE.substring(0, EXAMPLE.length() - ":CAF2C".length())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LW:D0:1122334455667788:AABBCCDDEEFF0011:AABB1122:OAABBCCDDEEFF:SYYWWNNNNNN:PFOOBAR:CAF2D",
        "LW:D0:1122334455667788:AABBCCDDEEFF0012:AABB1122:OAABBCCDDEEFF:SYYWWNNNNNN:PFOOBAR:CAF2C",
        "LW:D0:1122334455667788:AABBCCDDEEFF0011:AABB1122:OAABBCCDDEEFF:SYYWWNNNNNN:PF00BAR:CAF2C",
        "LW:D0:1122334455667788:AABBCCDDEEFF0011:AABB1122:OAABBCCDDEEFF:SYYWWNNNNNN:PFOOBAR:C2CAF",
        "LW:D0:42FFFFFFFFFFFFFF:4242FFFFFFFFFFFF:42FFFF42:CCHECKSUM:O0102:SSERIAL:PPROPRIETARY"
      })
  void aChecksumThatDoesNotFitRefusesTheCode(String text) {
    assertDamaged("its checksum is wrong: damaged or mistyped", text);
  }

  @Test
  void theChecksumMayStandAnywhereAndIsOverTheRest() {
    var rest = SIMPLE + ":O0102:SSERIAL:PPROPRIETARY";
    var text = SIMPLE + ":C" + Checksum.of(rest) + ":O0102:SSERIAL:PPROPRIETARY";

    assertTrue(device(text).checked());
    assertEquals(device(rest).extensions(), device(text).extensions());
  }

  @Test
  void whoTypesItInSmallLettersIsUnderstood() {
    var typed =
        "LW:D0:1122334455667788:aabbccddeeff0011:aabb1122:OAABBCCDDEEFF:SYYWWNNNNNN:PFOOBAR:Caf2c";

    assertEquals(LabelReader.read(EXAMPLE), LabelReader.read(" " + typed + "\r\n"));
  }

  @Test
  void aCodeWithoutExtensionsIsAcceptedButUnchecked() {
    var device = device(SIMPLE);

    assertEquals("4242ffffffffffff", device.devEui());
    assertEquals(Optional.of("42ffffffffffffff"), device.joinEui());
    assertEquals(Optional.of("42ffff42"), device.profile());
    assertFalse(device.checked());
  }

  @Test
  void extensionsAreToldByTheirLetterNotTheirPlace() {
    var device = device(SIMPLE + ":PPROPRIETARY:SSERIAL:X1:O0102:YZ");

    assertEquals(
        new Extensions(
            Optional.of(new OwnerToken("0102")),
            Optional.of("SERIAL"),
            Optional.of("PROPRIETARY"),
            List.of("X1", "YZ")),
        device.extensions());
  }

  @ParameterizedTest
  @ValueSource(strings = {SIMPLE + ":O:S:P", DRAFT_2 + ":%V%S%P", DRAFT_3 + "_V_S_P"})
  void emptyExtensionsAreLeftOut(String text) {
    assertEquals(Extensions.NONE, device(text).extensions());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SIMPLE + ":SONE:STWO",
        SIMPLE + ":C0000:C0000",
        DRAFT_2 + ":%SONE%STWO",
        DRAFT_3 + "_SONE_STWO"
      })
  void aLetterThatIsThereTwiceIsRefused(String text) {
    assertDamaged("is there twice", text);
  }

  @ParameterizedTest
  @CsvSource({
    DRAFT_2 + ":%V0102%SSERIAL%PPROPRIETARY, DRAFT_2",
    DRAFT_2 + ":%25V0102%25SSERIAL%25PPROPRIETARY, DRAFT_2",
    DRAFT_3 + "_V0102_SSERIAL_PPROPRIETARY, DRAFT_3"
  })
  void draftsSayTheSameOtherwise(String text, Form form) {
    assertEquals(
        new Device(
            form,
            "4242ffffffffffff",
            Optional.of("42ffffffffffffff"),
            Optional.of("42ffff42"),
            new Extensions(
                Optional.of(new OwnerToken("0102")),
                Optional.of("SERIAL"),
                Optional.of("PROPRIETARY"),
                List.of()),
            false),
        LabelReader.read(text));
  }

  @Test
  void aDraftAsSoldIsRead() {
    var text = "URN:LW:DP:0016C00000000001:58A0CBFFFFFEFFFF:FACE800C:%VF1FB552B%S201907160010";

    assertEquals("58a0cbfffffeffff", device(text).devEui());
    assertEquals(Optional.of("201907160010"), device(text).extensions().serial());
  }

  @ParameterizedTest
  @CsvSource({
    "LW:D0:42FFFFFFFFFFFFFF:4242FFFFFFFFFFFF, only 4 of its 5 parts",
    "LW:D0:42FFFFFFFF:4242FFFFFFFFFFFF:42FFFF42, its JoinEUI has 10 characters",
    "LW:D0:42FFFFFFFFFFFFFF:4242FFFFFFFFFFF:42FFFF42, its DevEUI has 15 characters",
    "LW:D0:42FFFFFFFFFFFFFF:4242FFFFFFFFFFFO:42FFFF42, its DevEUI has a character",
    "LW:D0:42FFFFFFFFFFFFFF:4242FFFFFFFFFFFF:42FFFF42AABB, its ProfileID has 12 characters",
    "LW:D0:42FFFFFFFFFFFFFF:0000000000000000:42FFFF42, its DevEUI is nothing but a placeholder",
    "LW:D1:42FFFFFFFFFFFFFF:4242FFFFFFFFFFFF:42FFFF42, it does not begin with LW:D0",
    "lw:d0:42FFFFFFFFFFFFFF:4242FFFFFFFFFFFF:42FFFF42, it does not begin with LW:D0",
    "URN:LW:DP:42FFFFFFFF:4242FFFFFFFFFFFF:42FFFF42, its JoinEUI has 10 characters",
    "URN:LW:DP:42FFFFFFFFFFFFFF:4242FFFFFFFFFFFF, it is not written as URN:LW:DP",
    "URN:LW:DP:42FFFFFFFFFFFFFF:4242FFFFFFFFFFFF:42FFFF42:%P#_, it has a character that such",
    "URN:DEV:LW:42FFFFFFFFFFFFFF_4242FFFFFFFFFFFF, it is not written as URN:DEV:LW",
    "URN:DEV:LW:42FFFFFFFFFFFFFF_4242FFFFFFFFFFFF_42FFFF42AABB, its ProfileID has 12 characters",
    "4242FFFFFFFFFFF, a digit too many or too few",
    "DevEUI: 4242FFFFFFFFFFF, its DevEUI is not 16",
    "FFFFFFFFFFFFFFFF, placeholder"
  })
  void whatIsDamagedIsSaidToBeSo(String text, String words) {
    assertDamaged(words, text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000000", "FFFF0000", "FFFF1234", "ffffabcd"})
  void aProfileOfNoVendorIsNone(String profile) {
    var text = "LW:D0:42FFFFFFFFFFFFFF:4242FFFFFFFFFFFF:" + profile;

    assertEquals(Optional.empty(), device(text).profile());
  }

  @ParameterizedTest
  @ValueSource(strings = {"A84041000181C061", "a8-40-41-00-01-81-c0-61", "A840 4100 0181 C061"})
  void anEuiAloneMayBeTheOneOrTheOther(String text) {
    assertEquals(new BareEui("a84041000181c061"), LabelReader.read(text));
  }

  @Test
  void twoEuisAreDevEuiAndAppEui() {
    var device = device("647FDA000000A1B2:647FDA8000000000");

    assertEquals(Form.PAIR, device.form());
    assertEquals("647fda000000a1b2", device.devEui());
    assertEquals(Optional.of("647fda8000000000"), device.joinEui());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DevEUI: A84041000181C061",
        "DEV_EUI=a8-40-41-00-01-81-c0-61",
        "Dev EUI A84041000181C061\nApp EUI A000000000000100\nApp Key 0123"
      })
  void aDevEuiThatIsCalledSoIsOne(String text) {
    assertEquals("a84041000181c061", device(text).devEui());
  }

  @ParameterizedTest
  @CsvSource({
    "JoinEUI: 42FFFFFFFFFFFFFF, JOIN_EUI",
    "APPEUI=42FFFFFFFFFFFFFF, JOIN_EUI",
    "2B7E151628AED2A6ABF7158809CF4F3C, KEY",
    "AppKey: 2B7E151628AED2A6ABF7158809CF4F3C, KEY",
    "2B-7E-15-16-28-AE-D2-A6-AB-F7-15-88-09-CF-4F-3C, KEY",
    "URN:DEV:LW:42FFFFFFFFFFFFFF_4242FFFFFFFFFFFF_2B7E151628AED2A6ABF7158809CF4F3C, KEY",
    "https://example.com/ct305?sn=6126A1234567, WEB_ADDRESS",
    "HTTP://EXAMPLE.COM, WEB_ADDRESS",
    "www.example.com, WEB_ADDRESS",
    "qr.example.de/1234, WEB_ADDRESS",
    "WIFI:S:EM300_F0A1B2;T:WPA;P:12345678;;, WIRELESS_NETWORK",
    "BEGIN:VCARD, CONTACT",
    "tel:+495411234567, CONTACT",
    "'geo:52.2799,8.0472', PLACE",
    "MT:Y.K9042C00KA0648G00, SMART_HOME",
    "24:E1:24:F0:A1:B2, HARDWARE_ADDRESS",
    "IMEI: 861234567890123, MOBILE_NUMBER",
    "8949020000012345678, MOBILE_NUMBER",
    "Ausgang, UNKNOWN",
    "'', NOTHING"
  })
  void aWrongStickerIsNamed(String text, OtherCode code) {
    assertEquals(new Other(code), LabelReader.read(text));
  }

  @Test
  void aWrongStickerSaysWhatItIsAndWhatToDo() {
    assertEquals(
        "this code is a web address; scan the one with the DevEUI, which often begins with LW:D0",
        OtherCode.WEB_ADDRESS.words());
  }

  @ParameterizedTest
  @CsvSource({
    "6126A1234567, 6126A1234567",
    "861234567890123, 861234567890123",
    "S/N: 2207-00123, 2207-00123",
    "Serien-Nr.: AB 12, AB 12",
    "YYWW012345, YYWW012345"
  })
  void aSerialNumberIsNamedAsOne(String text, String number) {
    assertEquals(new Serial(number), LabelReader.read(text));
  }

  @Test
  void noCodeOfADeviceIsAsLongAsThis() {
    assertDamaged("it has 1053 characters, but", SIMPLE + ":P" + "X".repeat(1003));
  }

  @Test
  void noTokenIsShown() {
    var label = LabelReader.read(EXAMPLE + ":XSECRET");

    assertFalse(LabelReader.read(EXAMPLE).toString().contains("AABBCCDDEEFF:"));
    assertEquals("label of aabbccddeeff0011", LabelReader.read(EXAMPLE).toString());
    assertEquals("extensions of a label", device(EXAMPLE).extensions().toString());
    assertEquals(
        "an owner token", device(EXAMPLE).extensions().ownerToken().orElseThrow().toString());
    assertFalse(label.toString().contains("SECRET"));
  }

  private static Device device(String text) {
    return assertInstanceOf(Device.class, LabelReader.read(text));
  }

  private static void assertDamaged(String words, String text) {
    var why = assertInstanceOf(Damaged.class, LabelReader.read(text), text).why();
    assertTrue(why.contains(words), why);
  }
}
