package pilotfeld.processing.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.sheet.EntriesOf.refusal;
import static pilotfeld.processing.sheet.EntriesOf.rows;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pilotfeld.processing.sheet.Entries.Readable;
import pilotfeld.processing.sheet.Entries.Unreadable;
import pilotfeld.processing.sheet.LineFault;

/// Lists as vendors write them. The keys are those of NIST's examples for AES.
class DeliveryFileTest {

  private static final String KEY = "2B7E151628AED2A6ABF7158809CF4F3C";
  private static final String OTHER_KEY = "000102030405060708090A0B0C0D0E0F";
  private static final Delivered DEVICE =
      new Delivered(
          2,
          "24e124126a000001",
          Optional.of("24e124c0002a0001"),
          Optional.of(new AppKey(KEY.toLowerCase())),
          Optional.of("EM500-PT100"),
          Optional.of("6126A1234567"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DevEUI,JoinEUI,AppKey,Model,Serial\n24E124126A000001,24E124C0002A0001,<key>,EM500-PT100,6126A1234567\n",
        "SN;DEV EUI;APP EUI;APP KEY;Product\r\n6126A1234567;24E124126A000001;24E124C0002A0001;<key>;EM500-PT100\r\n",
        "dev_eui\tapp_eui\tapp_key\tdevice type\tserial no.\n24e124126a000001\t24e124c0002a0001\t<key>\tEM500-PT100\t6126A1234567",
        "\"Seriennummer\";\"Geräte-EUI\";\"Join-EUI\";\"Schlüssel\";\"Gerätetyp\"\n\"6126A1234567\";\"24-E1-24-12-6A-00-00-01\";\"24E124C0002A0001\";\"<key>\";\"EM500-PT100\"\n",
        "LoRaWAN DevEUI (hex)|JoinEUI / AppEUI|AppKey (OTAA)|Part Number|S/N\n0x24E124126A000001|24:E1:24:C0:00:2A:00:01|<key>|EM500-PT100|6126A1234567",
        "LORA_DEVEUI, LORA_APPEUI, LORA_APPKEY, MODEL NO., SERIAL NUMBER\n=\"24E124126A000001\", '24E124C0002A0001, <key>, EM500-PT100, 6126A1234567\n"
      })
  void theSameDeviceIsReadFromEveryVendorsHabit(String file) {
    var lines = read(file.replace("<key>", KEY));

    assertEquals(List.of(), lines.faults());
    assertEquals(List.of(DEVICE), lines.rows());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "windows-1252"})
  void theEncodingIsFoundOut(String encoding) {
    var mark = encoding.equals("windows-1252") ? "" : encoding.equals("UTF-16") ? "" : "\uFEFF";
    var file = mark + "Geräte-EUI;Gerätetyp\n24E124126A000001;Füllstand\n";

    var lines = rows(DeliveryFile.read(file.getBytes(Charset.forName(encoding))));

    assertEquals(Optional.of("Füllstand"), lines.rows().getFirst().model());
  }

  @Test
  void whatStandsAboveTheHeadingIsPassedOver() {
    var lines =
        read(
            "sep=;\nLieferschein 4711\n\nACME GmbH, Osnabrück\nDevEUI;AppKey\n24E124126A000001;"
                + KEY);

    assertEquals(6, lines.rows().getFirst().line());
  }

  @Test
  void emptyFieldsEmptyLinesAndShortLinesAreNoFault() {
    var lines = read("DevEUI;AppKey;Serial\n24E124126A000001;;\n;;\n\n24E124126A000002\n");

    assertEquals(List.of(), lines.faults());
    assertEquals(2, lines.rows().size());
    assertEquals(Optional.empty(), lines.rows().getFirst().appKey());
  }

  @Test
  void columnsThatAreNotLookedAtAreNamed() {
    assertEquals(
        List.of("NwkKey", "Colour"),
        read("NwkKey;DevEUI;Colour\n" + KEY + ";24E124126A000001;white").leftOut());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ";KEY;;;|it has no DevEUI",
        "24E124126A00001;;;;|its DevEUI should have 16 hexadecimal digits, but is 15 hexadecimal digits",
        "2.4E+15;;;;|its DevEUI should have 16 hexadecimal digits, but is a number that a spreadsheet has rounded: export the column as text",
        "2,4E+15;;;;|its DevEUI should have 16 hexadecimal digits, but is a number that a spreadsheet has rounded: export the column as text",
        "KEY;;;;|its DevEUI should have 16 hexadecimal digits, but is 32 hexadecimal digits, as a key has: are columns mixed up?",
        "0000000000000000;;;;|its DevEUI is nothing but a placeholder: ask the vendor",
        "24E124126A000002;none;;;|its JoinEUI should have 16 hexadecimal digits, but is 4 characters, not all of them hexadecimal digits",
        "24E124126A000002;;2B7E15;;|its AppKey should have 32 hexadecimal digits, but is 6 hexadecimal digits",
        "24E124126A000002;;00000000000000000000000000000000;;|its AppKey is nothing but a placeholder: ask the vendor, or leave it empty",
        "24E124126A000002;;;KEY;|its model has as many hexadecimal digits as a key: are columns mixed up?",
        "24E124126A000002;;;;KEY|its serial has as many hexadecimal digits as a key: are columns mixed up?",
        "24E124126A000001;;;;|its DevEUI 24e124126a000001 is that of line 2: take away one of them"
      })
  void aLineThatIsNotInOrderIsSaidWhyAndTheOthersAreTaken(String line, String why) {
    var lines =
        read(
            "DevEUI;JoinEUI;AppKey;Model;Serial\n24E124126A000001\n%s\n24E124126A000003\n"
                .formatted(line.replace("KEY", KEY)));

    assertEquals(List.of(new LineFault(3, why)), lines.faults());
    assertEquals(List.of(2L, 4L), lines.rows().stream().map(Delivered::line).toList());
  }

  @Test
  void aLineAfterAFieldOfSeveralLinesHasItsNumberInTheFile() {
    var lines = read("DevEUI;Note\n24E124126A000001;\"two\nlines\"\n24E1;\n");

    assertEquals(4, lines.faults().getFirst().line());
  }

  @Test
  void tooLongASerialNumberIsRefused() {
    assertEquals(
        "its serial has 101 characters, at most 100 are kept",
        read("DevEUI;Serial\n24E124126A000001;" + "z".repeat(101)).faults().getFirst().why());
  }

  @Test
  void aListWithoutADevEuiIsRefusedWithoutAWordOfIt() {
    var why = refused("24E124126A000001;" + KEY + "\n24E124126A000002;" + OTHER_KEY);

    assertTrue(why.startsWith("none of its first 21 lines names a column DevEUI"), why);
    assertFalse(why.contains("24E1") || why.contains(KEY), why);
  }

  @Test
  void twoColumnsOfOneKindAreRefused() {
    assertEquals(
        "line 1: its columns 2 and 3 are all JoinEUI: leave one of them",
        refused("DevEUI;AppEUI;JoinEUI\n24E124126A000001;;\n"));
  }

  @Test
  void aQuotationMarkThatIsNeverClosedLosesNoLines() {
    assertEquals(
        "its quotation marks do not come in pairs: export it again",
        refused("DevEUI;Model\n24E124126A000001;\"EM500\n24E124126A000002;EM500\n"));
  }

  @Test
  void aWorkbookIsNamed() {
    assertEquals(
        "it is a workbook of a spreadsheet: save it as CSV", refused("PK\u0003\u0004 and so on"));
  }

  @Test
  void thereIsALimitOfDevicesAndOfBytes() {
    var devices =
        IntStream.rangeClosed(0, DeliveryFile.DEVICES_LIMIT)
            .mapToObj("24E124126A%06X"::formatted)
            .collect(Collectors.joining("\n", "DevEUI\n", ""));

    assertEquals("it has more than 20000 devices: divide it", refused(devices));
    assertInstanceOf(Readable.class, read(devices.substring(0, devices.lastIndexOf('\n'))));
    assertInstanceOf(Unreadable.class, DeliveryFile.read(new byte[DeliveryFile.BYTES_LIMIT + 1]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2b7e151628aed2a6abf7158809cf4f3c",
        "2B 7E 15 16 28 AE D2 A6 AB F7 15 88 09 CF 4F 3C",
        "2B-7E-15-16-28-AE-D2-A6-AB-F7-15-88-09-CF-4F-3C",
        "{0x2B, 0x7E, 0x15, 0x16, 0x28, 0xAE, 0xD2, 0xA6, 0xAB, 0xF7, 0x15, 0x88, 0x09, 0xCF, 0x4F, 0x3C}"
      })
  void aKeyIsReadInEverySpellingAndNeverShown(String spelling) {
    var key = AppKey.parse(spelling).orElseThrow();

    assertEquals(KEY.toLowerCase(), key.hex());
    assertEquals(key, AppKey.of(key.bytes()));
    assertFalse(DEVICE.toString().toUpperCase().contains(KEY.substring(0, 4)), DEVICE::toString);
  }

  private static Readable<Delivered> read(String text) {
    return rows(DeliveryFile.read(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String refused(String text) {
    return refusal(DeliveryFile.read(text.getBytes(StandardCharsets.UTF_8)));
  }
}
