package pilotfeld.ingest.demo.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import pilotfeld.ingest.demo.payload.ContactFrame.Contact;

/// The encoders against the bytes that the vendors publish, and against their written layouts.
class PublishedVectorsTest {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  @Test
  void aDistanceIsEncodedAsDecentlabPublishesIt() {
    assertEquals("02012F000304D200010BB1", hex(new DlMbx(303, 1234, 1, 2993)));
  }

  @Test
  void withoutAValidSampleTheDistanceIsLeftOut() {
    assertEquals("02012F00020BB1", hex(new DlMbx(303, 1234, 0, 2993)));
  }

  @Test
  void soilIsEncodedAsDecentlabPublishesIt() {
    assertEquals("0210D3000346BE813D00000C80", hex(new DlTrs12(4307, 0.0068869, 31.7, 0, 3200)));
  }

  @Test
  void soilIsEncodedAsDraginoPublishesIt() {
    var published = "CE2900F107A5099B6E2890";
    var ours = hex(new Lse01(3625, 19.57, 24.59, 28_200));

    // The published frame also has its interrupt bits and an external thermometer, which no tree
    // has.
    assertEquals(published.substring(8, 20), ours.substring(8, 20));
    assertEquals(3625, Integer.parseInt(published.substring(0, 4), 16) & 0x3FFF);
    assertEquals("0E29", ours.substring(0, 4));
  }

  @Test
  void frozenSoilCountsDownFromFfffAsTheManualHasIt() {
    assertEquals("FF7E", hex(new Lse01(3600, 20, -1.29, 100)).substring(12, 16));
  }

  @Test
  void aRoomIsEncodedAsElsysPublishesIt() {
    assertEquals(
        "0100E202290400270506060308" + "070E38", hex(new ErsCo2(22.6, 41, 39, 6, 776, 3640)));
  }

  @Test
  void milesightIsEncodedAsItPublishesIt() {
    assertEquals("01755C03671901", hex(new Milesight().battery(92).temperature(28.1)));
    assertEquals("01755C03770200", hex(new Milesight().battery(92).level(2)));
    assertEquals("0499B80B", hex(new Milesight().current(1, 300)));
    assertEquals(
        "FF0BFFFF0101FF166746D38802580000FF090100FF0A0101FF0F00FFFF0101",
        hex(new Milesight().about(0x6746D38802580000L)));
  }

  @Test
  void aLeakInFrostIsEncodedByItsLayout() {
    assertEquals(
        "036785FF046865050001", hex(new Milesight().temperature(-12.3).humidity(50.5).leak(true)));
    assertEquals("0699E80308990000", hex(new Milesight().current(2, 100).current(3, 0)));
  }

  @Test
  void contactsAreEncodedAsAdeunisPublishesThem() {
    var contacts =
        List.of(
            new Contact(1, true, false),
            new Contact(2, true, false),
            new Contact(3, false, true),
            new Contact(4, false, true));

    assertEquals("40C00001000200030004A5", hex(new ContactFrame(true, 6, contacts)));
    assertEquals("30E0000100020003000403", hex(new ContactFrame(false, 15, contacts)));
  }

  private static String hex(Payload payload) {
    return HEX.formatHex(payload.bytes());
  }
}
