package pilotfeld.ingest.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.export.CsvExport;
import pilotfeld.processing.export.Selection;
import pilotfeld.processing.fixture.TestDatabase;
import pilotfeld.processing.reading.Flag;
import pilotfeld.processing.reading.QualityTest;
import pilotfeld.processing.reading.TestFlags;
import pilotfeld.processing.store.Database;

/// What stands in an export, to the letter.
class CsvExportIT {

  private static final String HEADER =
      "time,pilot,site,asset,subject_kind,subject,quantity,channel,value,unit,flag,quality,"
          + "gross_range,spike,rate_of_change,flat_line,gap,climatology,time_source,model,codec_version";
  private static final TestFlags SPIKE =
      TestFlags.NONE
          .with(QualityTest.GROSS_RANGE, Flag.PASS)
          .with(QualityTest.SPIKE, Flag.SUSPECT)
          .with(QualityTest.TIME_SOURCE, Flag.PASS);

  private static Database database;

  @BeforeAll
  static void fill() {
    database = Database.open(TestDatabase.create());
    var archive = new Archive(database.jdbi());
    archive.pilot("hase");
    archive.pilot("empty");
    var level = archive.series("hase", "distance", "", "mm");
    archive.reading(level, "2026-07-18T09:34:15.775023Z", 1234.5, 3, SPIKE.packed());
    archive.reading(level, "2026-11-18T09:00:00Z", -0.25, 2, 0);
    var temperature = archive.series("hase", "temperature", "2", "Cel");
    archive.reading(temperature, "2026-07-18T09:34:15Z", 21, 1, 1);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void headerAndRowsAreAsEvaluatorsKnowThem() throws IOException {
    assertEquals(
        List.of(
            HEADER,
            "2026-07-18T11:34:15.775+02:00,hase,hase,hase,site,hase,distance,,1234.5,mm,3,suspect,1,3,,,,,1,,",
            "2026-11-18T10:00:00+01:00,hase,hase,hase,site,hase,distance,,-0.25,mm,2,not evaluated,,,,,,,,,",
            "2026-07-18T11:34:15+02:00,hase,hase,hase,site,hase,temperature,2,21,Cel,1,pass,1,,,,,,,,"),
        export("hase", Optional.empty()));
  }

  @Test
  void linesEndAsTheStandardWantsIt() throws IOException {
    var out = new StringWriter();

    export().write(selection("empty", Optional.empty()), out);

    assertEquals(HEADER + "\r\n", out.toString());
  }

  @Test
  void oneQuantityIsWrittenAlone() throws IOException {
    assertEquals(2, export("hase", Optional.of("temperature")).size());
    assertEquals(List.of(HEADER), export("hase", Optional.of("nothing")));
  }

  @Test
  void theSpanHasItsBeginningAndNotItsEnd() throws IOException {
    var first = Instant.parse("2026-07-18T09:34:15Z");

    assertEquals(1, count(new Selection("hase", first, first.plusMillis(500), Optional.empty())));
    assertEquals(0, count(new Selection("hase", first.minusSeconds(9), first, Optional.empty())));
  }

  @Test
  void itTellsHowManyItWroteAndWhetherThereIsSuchAPilot() throws IOException {
    assertEquals(3, count(selection("hase", Optional.empty())));
    assertTrue(export().knows("hase"));
    assertFalse(export().knows("nothing"));
  }

  private static CsvExport export() {
    return new CsvExport(database.jdbi(), ZoneId.of("Europe/Berlin"));
  }

  private static long count(Selection selection) throws IOException {
    return export().write(selection, new StringWriter());
  }

  private static List<String> export(String pilot, Optional<String> quantity) throws IOException {
    var out = new StringWriter();
    export().write(selection(pilot, quantity), out);
    return out.toString().lines().toList();
  }

  private static Selection selection(String pilot, Optional<String> quantity) {
    return new Selection(pilot, Instant.EPOCH, Instant.parse("2027-01-01T00:00:00Z"), quantity);
  }
}
