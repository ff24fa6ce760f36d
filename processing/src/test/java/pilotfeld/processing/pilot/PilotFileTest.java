package pilotfeld.processing.pilot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.sheet.EntriesOf.refusal;
import static pilotfeld.processing.sheet.EntriesOf.rows;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pilotfeld.processing.registry.Position;
import pilotfeld.processing.sheet.Entries.Readable;
import pilotfeld.processing.sheet.Entries.Unreadable;
import pilotfeld.processing.sheet.LineFault;

/// Files as people make them of their lists. The key is that of NIST's example for AES.
class PilotFileTest {

  private static final ZoneId OSNABRUECK = ZoneId.of("Europe/Berlin");
  private static final String KEY = "2B7E151628AED2A6ABF7158809CF4F3C";
  private static final Instant SINCE = Instant.parse("2026-06-30T22:00:00Z");
  private static final PilotRow ROW =
      new PilotRow(
          2,
          "70b3d57ba0000001",
          Optional.of("decentlab-dl-mbx"),
          "water",
          "hase-1",
          new SiteFacts(
              Optional.of("Hase an der Brücke"),
              Optional.of(new Position(52.28, 8.05)),
              Optional.of(-2.5),
              Optional.of("ONS 0815"),
              Optional.of("im Schacht")),
          Optional.of(SINCE));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DevEUI,model,pilot,site,name,latitude,longitude,height,asset,since,note\n70B3D57BA0000001,decentlab-dl-mbx,water,hase-1,Hase an der Brücke,52.28,8.05,-2.5,ONS 0815,2026-07-01,im Schacht\n",
        "Gerät;Modell;Pilot;Standort;Bezeichnung;Breite;Länge;Höhe (m);Anlage;Montiert am;Bemerkung\r\n70-B3-D5-7B-A0-00-00-01;decentlab-dl-mbx;water;hase-1;Hase an der Brücke;52,28;8,05;-2,5 m;ONS 0815;01.07.2026;im Schacht\r\n",
        "dev_eui\tmodel id\tpilot\tsite id\tsite name\tlat\tlon\tmounting height\tasset id\tmounted since\tnotes\n=\"70B3D57BA0000001\"\tdecentlab-dl-mbx\twater\thase-1\tHase an der Brücke\t52.28\t8.05\t-2.5\tONS 0815\t2026-07-01T00:00:00+02:00\tim Schacht"
      })
  void theSameRowIsReadFromEveryHabit(String file) {
    var rows = read(file);

    assertEquals(List.of(), rows.faults());
    assertEquals(List.of(ROW), rows.rows());
    assertEquals(List.of(), rows.leftOut());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "windows-1252"})
  void theEncodingIsFoundOut(String encoding) {
    var mark = encoding.equals("windows-1252") ? "" : "\uFEFF";
    var file = mark + "Gerät;Pilot;Standort;Bezeichnung\ngauge-1;water;hase-1;Brücke\n";

    var rows = rows(PilotFile.read(file.getBytes(Charset.forName(encoding)), OSNABRUECK));

    assertEquals(Optional.of("Brücke"), rows.rows().getFirst().facts().name());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-01,2026-06-30T22:00:00Z",
    "1.7.2026 14:30,2026-07-01T12:30:00Z",
    "2026-07-01 14:30:15,2026-07-01T12:30:15Z",
    "2026-07-01T14:30+02:00,2026-07-01T12:30:00Z"
  })
  void aTimeIsThatOfThePlaceUnlessItSaysOtherwise(String text, Instant time) {
    assertEquals(
        Optional.of(time),
        read("device;pilot;site;since\ngauge-1;water;hase-1;" + text).rows().getFirst().since());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ";m;p;s;;;;;;|it has no DevEUI",
        "70B3D57BA000002;m;p;s;;;;;;|its DevEUI should have 16 hexadecimal digits, but is 15 hexadecimal digits",
        "KEY;m;p;s;;;;;;|its DevEUI has as many hexadecimal digits as a key: are columns mixed up?",
        "gauge 2;m;p;s;;;;;;|its device “gauge 2” is no DevEUI and no name of a device (lower-case letters, digits, . _ -)",
        "0000000000000000;m;p;s;;;;;;|its DevEUI is nothing but a placeholder: ask the vendor",
        "gauge-1;m;p;s;;;;;;|its device gauge-1 is that of line 2: take away one of them",
        "g;KEY;p;s;;;;;;|its model has as many hexadecimal digits as a key: are columns mixed up?",
        "g;EM 500;p;s;;;;;;|its model “EM 500” is no identifier: it is made of lower-case letters, digits and hyphens",
        "g;m;;s;;;;;;|it has no pilot",
        "g;m;p;;;;;;;|it has no site",
        "g;m;p;An der Hase;;;;;;|its site “An der Hase” is no identifier: it is made of letters, digits and . _ -",
        "g;m;p;s;52,28;;;;;|it has one of latitude and longitude: both belong there, or none",
        "g;m;p;s;north;8;;;;|its latitude “north” is no number: such as 8.0472 or 8,0472 belongs there",
        "g;m;p;s;5791234;434567;;;;|its latitude is 5791234.0: degrees from -90 to 90 belong there",
        "g;m;p;s;;;201;;;|its height is 201.0: metres above the ground from -50 to 200 belong there",
        "g;m;p;s;;;;;soon;|its since “soon” is no time: write 2026-07-01, 01.07.2026 14:00 or 2026-07-01T12:00:00+02:00",
        "g;m;p;s;;;;;31.2.2026;|its since “31.2.2026” is no time: write 2026-07-01, 01.07.2026 14:00 or 2026-07-01T12:00:00+02:00",
        "g;m;p;s;;;;;1926-07-01;|its since “1926-07-01” is before the year 2000: look for a wrong digit",
        "g;m;p;s;;;;;;KEY|its note has as many hexadecimal digits as a key: are columns mixed up?"
      })
  void aLineThatIsNotInOrderIsSaidWhy(String line, String why) {
    var rows =
        read(
            "device;model;pilot;site;latitude;longitude;height;asset;since;note\ngauge-1;;p;s;;;;;;\n"
                + line.replace("KEY", KEY));

    assertEquals(List.of(new LineFault(3, why)), rows.faults());
    assertEquals(1, rows.rows().size());
  }

  @Test
  void longTextsAreRefused() {
    var head = "device;pilot;site;name;note\n";

    assertEquals(
        "its name has 201 characters, at most 200 are kept",
        read(head + "g;p;s;" + "z".repeat(201)).faults().getFirst().why());
    assertEquals(
        "its note has 2001 characters, at most 2000 are kept",
        read(head + "g;p;s;;" + "z".repeat(2001)).faults().getFirst().why());
    assertEquals(
        "its site has 64 characters, at most 63 are kept",
        read(head + "g;p;" + "z".repeat(64)).faults().getFirst().why());
  }

  @Test
  void aKeyIsLookedAtAndToldNowhere() {
    var rows = read("DevEUI;AppKey;pilot;site\n70B3D57BA0000001;" + KEY + ";water;hase-1\n");

    assertEquals(List.of("AppKey"), rows.leftOut());
    assertFalse(rows.toString().toUpperCase().contains(KEY), rows::toString);
  }

  @Test
  void aFileWithoutItsColumnsIsRefused() {
    assertTrue(refused("name\nx\n").startsWith("none of its first 21 lines names a column DevEUI"));
    assertEquals(
        "its heading does not name pilot and site: add that column", refused("device;name\nx;y\n"));
    assertEquals(
        "line 1: its columns 1 and 2 are all DevEUI: leave one of them",
        refused("device;DevEUI;pilot;site\n"));
  }

  @Test
  void thereIsALimitOfDevicesAndOfBytes() {
    var devices =
        IntStream.rangeClosed(0, 20_000)
            .mapToObj("gauge-%d;water;hase-1"::formatted)
            .collect(Collectors.joining("\n", "device;pilot;site\n", ""));

    assertEquals("it has more than 20000 devices: divide it", refused(devices));
    assertInstanceOf(Readable.class, read(devices.substring(0, devices.lastIndexOf('\n'))));
    assertInstanceOf(
        Unreadable.class, PilotFile.read(new byte[PilotFile.BYTES_LIMIT + 1], OSNABRUECK));
  }

  private static Readable<PilotRow> read(String text) {
    return rows(PilotFile.read(text.getBytes(StandardCharsets.UTF_8), OSNABRUECK));
  }

  private static String refused(String text) {
    return refusal(PilotFile.read(text.getBytes(StandardCharsets.UTF_8), OSNABRUECK));
  }
}
