package pilotfeld.ingest.demo.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassroomTest {

  private static final ZoneId TOWN = ZoneId.of("Europe/Berlin");
  private static final Noise NOISE = new Noise(42);
  private static final LocalDate BASELINE = LocalDate.of(2026, 11, 2);
  private static final LocalDate ADVISED = LocalDate.of(2026, 11, 16);
  private final Classroom room =
      new Classroom(new Weather(NOISE), NOISE, ADVISED.atStartOfDay(TOWN).toInstant());

  @Test
  void theAirIsUsedUpInTheMorningAndFreshAtNight() {
    var levels = lessonLevels(BASELINE);

    assertTrue(levels.stream().anyMatch(level -> level > 1000));
    assertEquals(440, room.carbonDioxide(at(BASELINE, 3)), 30);
    assertEquals(440, room.carbonDioxide(at(LocalDate.of(2026, 11, 7), 10)), 30);
  }

  @Test
  void nobodyMovesAndNoLampIsOnAtNight() {
    assertEquals(0, room.light(at(BASELINE, 3)));
    assertEquals(0, room.motion(at(BASELINE, 3)));
  }

  @Test
  void theShareOfBadAirFallsByAQuarterOnceTheClassSeesIt() {
    var before = badShare(BASELINE);
    var after = badShare(ADVISED);

    assertTrue(before > 0.3, "before " + before);
    assertTrue(after < 0.75 * before, "before " + before + ", after " + after);
  }

  @Test
  void theAirHasNoJumps() {
    for (var minute = 0; minute < 1440; minute++) {
      var time = at(BASELINE, 0).plus(Duration.ofMinutes(minute));
      var step = room.carbonDioxide(time.plusSeconds(60)) - room.carbonDioxide(time);

      assertTrue(Math.abs(step) < 200, () -> step + " ppm in a minute at " + time);
    }
  }

  @ParameterizedTest
  @CsvSource({"2025,2025-04-20", "2026,2026-04-05", "2027,2027-03-28", "2049,2049-04-18"})
  void easterIsWhereTheCalendarHasIt(int year, LocalDate easter) {
    assertEquals(easter, SchoolYear.easter(year));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-10-12",
        "2026-10-23",
        "2026-12-23",
        "2026-12-31",
        "2026-05-14",
        "2026-05-25",
        "2026-07-15",
        "2026-11-22",
        "2026-10-03"
      })
  void nobodyIsInSchoolOn(LocalDate date) {
    assertFalse(SchoolYear.isSchoolDay(date));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-10-09", "2026-10-26", "2026-11-24", "2026-06-24", "2027-01-11"})
  void thereIsSchoolOn(LocalDate date) {
    assertTrue(SchoolYear.isSchoolDay(date));
  }

  private double badShare(LocalDate monday) {
    var levels = new ArrayList<Double>();
    for (var day = 0; day < 5; day++) {
      levels.addAll(lessonLevels(monday.plusDays(day)));
    }
    return (double) levels.stream().filter(level -> level > 1000).count() / levels.size();
  }

  private List<Double> lessonLevels(LocalDate date) {
    var levels = new ArrayList<Double>();
    for (var lesson : SchoolYear.LESSONS) {
      for (var time = lesson.start(); time.isBefore(lesson.end()); time = time.plusMinutes(5)) {
        levels.add(room.carbonDioxide(date.atTime(time).atZone(TOWN).toInstant()));
      }
    }
    return levels;
  }

  private static Instant at(LocalDate date, int hour) {
    return date.atTime(hour, 0).atZone(TOWN).toInstant();
  }
}
