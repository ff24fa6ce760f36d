package pilotfeld.processing.asset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pilotfeld.processing.registry.Position;

class RegisterFileTest {

  private static final Position MARKET = new Position(52.2779, 8.0421);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id,name,kind,longitude,latitude\nB1,Linde,tree,8.0421,52.2779\n",
        "Kennung;Bezeichnung;Art;Länge;Breite\r\nB1;Linde;Baum;8,0421;52,2779\r\n",
        "Kennung\tBezeichnung\tObjektart\tgeogr. Länge\tgeogr. Breite\nB1\tLinde\tBaum\t8,0421\t52,2779\n",
        "sep=;\nid;name;kind;lon;lat\n\"B1\";\"Linde\";\"tree\";\"8,0421\";\"52,2779\"\n\n;;;;\n",
        "{\"type\": \"FeatureCollection\", \"features\": [{\"type\": \"Feature\", \"id\": 17, \"properties\": {\"Kennung\": \"B1\", \"name\": \"Linde\", \"Art\": \"Baum\"},"
            + " \"geometry\": {\"type\": \"Point\", \"coordinates\": [8.0421, 52.2779, 64.5]}}]}",
      })
  void oneTreeIsTheSameInEveryForm(String text) {
    var reader = read(RegisterFile.of(text));

    assertEquals(List.of(), reader.faults());
    var tree = reader.entries().getFirst().fresh().orElseThrow();
    assertEquals("B1", tree.id());
    assertEquals("Linde", tree.name());
    assertEquals("tree", tree.kind());
    assertEquals(Optional.of(MARKET), tree.position());
    assertEquals(1, reader.entries().size());
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, ''",
    "UTF-8, \uFEFF",
    "windows-1252, ''",
    "UTF-16LE, \uFEFF",
    "UTF-16BE, \uFEFF"
  })
  void umlautsAreReadInEveryEncoding(String encoding, String mark) throws IOException {
    var text = mark + "Kennung;Bezeichnung;Art\nS1;Höhe Süd – Größe;Schule\n";
    var file = Files.write(folder.resolve("a.csv"), text.getBytes(Charset.forName(encoding)));

    var entry = read(RegisterFile.read(file)).entries().getFirst();

    assertEquals("Höhe Süd – Größe", entry.fresh().orElseThrow().name());
  }

  @Test
  void theSystemThatAnOldGeoJsonDeclaresIsHeeded() {
    var file = RegisterFile.of(geoJson("EPSG::25832", "[640309.21, 5358772.36]"));

    assertEquals(ReferenceSystem.UTM_32, file.system(Optional.empty()));
    assertEquals(
        ReferenceSystem.UTM_32.position(640309.21, 5358772.36),
        read(file).entries().getFirst().position().orElseThrow());
    assertEquals(
        "the file says that its coordinates are of EPSG:25832, --crs says EPSG:4326: leave --crs out, or have the file corrected",
        refusal(() -> file.system(Optional.of(ReferenceSystem.WGS_84))));
  }

  @Test
  void aSystemThatIsNotKnownIsNamed() {
    assertEquals(
        "the file's crs is “urn:ogc:def:crs:EPSG::31467”; known are EPSG:4326, EPSG:25832, EPSG:4647: have it exported in one of them",
        refusal(() -> RegisterFile.of(geoJson("EPSG::31467", "[0, 0]"))));
  }

  private static String geoJson(String system, String coordinates) {
    return """
    {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"id": "A1", "kind": "school"}, "geometry": {"type": "Point", "coordinates": %s}}],
     "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:%s"}}}
    """
        .formatted(coordinates, system);
  }

  @Test
  void whatIsNoColumnOfARegisterIsTold() {
    var file = RegisterFile.of("id;kind;Baujahr;;Pflanzjahr\nB1;tree;1911;;1990\n");

    assertEquals(List.of("Baujahr", "Pflanzjahr"), file.ignored());
  }

  @Test
  void everyFaultOfEveryLineIsNamedWithWhatToDo() {
    var faults =
        read(RegisterFile.of(
                """
                    id;name;kind;voltage_level;medium;lifecycle;longitude;latitude
                    A1;One;tree;;;;8,0421;52,2779
                    A1;One again;tree;;;;8,0421;52,2779
                    -A2;Two;lamp;10;Dampf;kaputt;8,0421;
                    A3;Three;tree;;;;52,2779;8,0421
                    A4;Four;tree;;;;Nord;52,2779
                    ;Five;tree;;;;8,0421;52,2779
                    A6;Six;tree
                    """))
            .faults();

    assertEquals(
        List.of(
            "line 8, the line: it has 3 cells, the headings are 8: look for a separator that is not quoted",
            "line 3, id: “A1” is that of line 2 already: one of them must go",
            "line 4, id: “-A2” has not 1 to 63 letters, digits, blanks and . _ - / :",
            "line 4, kind: “lamp” is not known; known are cabinet, gully, hydrant, school, shaft, transformer_station, tree",
            "line 4, voltage_level: “10” is none: low, medium, high, extra_high or such as 10 kV belong there",
            "line 4, medium: “Dampf” is not known; known are electricity, gas, heat, lighting, rain_water, telecommunication, waste_water, water",
            "line 4, lifecycle: “kaputt” is not known; known are in_service, out_of_service, planned, removed",
            "line 4, latitude or northing: it is empty, but the other coordinate is not: both belong there, or none",
            "line 5, coordinates: longitude and latitude, or easting and northing, are swapped: name or order them the other way round",
            "line 6, longitude or easting: “Nord” is no number: such as 8.0472 or 8,0472 belongs there",
            "line 7, id: it is empty: the operator's identifier belongs there"),
        faults.stream().map(Fault::toString).toList());
  }

  @Test
  void everyFaultOfEveryFeatureIsNamed() {
    var faults =
        read(RegisterFile.of(
                """
                    {"type": "FeatureCollection", "features": [
                      {"type": "Feature", "properties": {"id": "A1", "name": {"de": "Eins"}}, "geometry": null},
                      {"type": "Feature", "properties": {"id": "A2", "kind": "tree", "Art": "Baum"}, "geometry": null},
                      {"type": "Feature", "properties": {"id": "A3"}, "geometry": {"type": "Polygon", "coordinates": [[[8, 52], [9, 52], [8, 53], [8, 52]]]}},
                      {"type": "Feature", "properties": {"id": "A4"}, "geometry": {"type": "Point", "coordinates": ["8", "52"]}},
                      {"type": "Point", "coordinates": [8, 52]},
                      {"type": "Feature", "id": "A5", "properties": null, "geometry": {"type": "Point", "coordinates": [434650, 5792100]}}]}
                    """))
            .faults();

    assertEquals(
        List.of(
            "feature 1, name: a text or a number belongs there",
            "feature 2, Art: it says the same as “kind”: leave one out",
            "feature 3, geometry: a Point belongs there, not “Polygon”: take the centroid, or null",
            "feature 4, geometry: two numbers belong into its coordinates",
            "feature 5, type: “Feature” belongs there",
            "feature 6, coordinates: these are not of EPSG:4326, but look like EPSG:25832: say --crs EPSG:25832"),
        faults.stream().map(Fault::toString).toList());
  }

  @Test
  void namesHaveALimitAndOneLine() {
    var longest = "ä".repeat(200);
    var text = "id;name;kind\nA1;%s;tree\nA2;%sx;tree\nA3;\"two\nlines\";tree\n";

    var reader = read(RegisterFile.of(text.formatted(longest, longest)));

    assertEquals(List.of("A1"), reader.entries().stream().map(Entry::id).toList());
    assertTrue(
        reader
            .faults()
            .getFirst()
            .what()
            .endsWith("…” has 201 characters: at most 200 belong there, in one line"),
        reader.faults()::toString);
    assertEquals("line 4", reader.faults().getLast().where());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "' '| the file is empty",
        "Nummer,name| no column has the identifiers: its heading must be id or one of kennung",
        "id,kind,Art| the columns kind and Art are both taken for the kind: rename or remove one",
        "'{\"type\": \"Feature\"}'| a FeatureCollection with its features belongs there, but its type is \"Feature\"",
        "'{\"type\": \"FeatureCollection\", \"features\": [}'| this is no JSON: ",
        "'{\"type\": \"FeatureCollection\", \"features\": []} {}'| something follows the FeatureCollection",
        "'{\"type\": \"FeatureCollection\", \"features\": {}}'| “features” is no list",
        "'id,name\nA1,\"open'| this is no CSV: ",
        "'PK\u0003\u0004'| this is an Excel or ZIP file: save the table as CSV, or unpack it",
      })
  void aFileThatIsNoRegisterIsRefused(String text, String words) {
    var refusal = refusal(() -> RegisterFile.of(text));

    assertTrue(refusal.startsWith(words), refusal);
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() throws IOException {
    var path = folder.resolve("large.csv");
    try (var file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(RegisterFile.BYTES_LIMIT + 1);
    }

    assertTrue(refusal(() -> RegisterFile.read(path)).contains("more than 67108864: divide it"));
    assertTrue(refusal(() -> RegisterFile.read(folder)).startsWith("there is no file "));
  }

  @Test
  void assetsHaveALimit() {
    var most = "id\n" + "a\n".repeat(RegisterFile.ENTRIES_LIMIT);

    assertEquals(RegisterFile.ENTRIES_LIMIT, RegisterFile.of(most).entries().size());
    assertTrue(
        refusal(() -> RegisterFile.of(most + "a\n")).startsWith("the file has more than 200000"));
  }

  private static EntryReader read(RegisterFile file) {
    return new EntryReader(file, file.system(Optional.empty()), List.of());
  }

  private interface Attempt {
    void run() throws IOException;
  }

  private static String refusal(Attempt attempt) {
    return assertThrows(IllegalArgumentException.class, attempt::run).getMessage();
  }
}
