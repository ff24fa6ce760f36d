package pilotfeld.ingest.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static final Figure FAST =
      new Figure("way.json.uplinks", "uplinks/s", List.of(7_000.0, 5_000.0, 6_100.0));
  private static final Figure LATE = new Figure("latency.1000.p99", "ms", List.of(251.0));

  @TempDir private Path folder;

  @Test
  void aFigureIsTheMedianOfItsRunsBetweenTheLeastAndTheMost() {
    assertEquals(6_100, FAST.median());
    assertEquals(5_000, FAST.least());
    assertEquals(7_000, FAST.most());
    assertEquals(1.5, new Figure("any", "s", List.of(2.0, 1.0)).median());
  }

  @Test
  void aTargetOfRateIsMetFromThereOnAndOneOfTimeUpToThere() {
    assertTrue(Target.of(FAST).orElseThrow().isMetBy(FAST));
    assertFalse(Target.of(LATE).orElseThrow().isMetBy(LATE));
  }

  @Test
  void theTableHasALineForEachFigureWithItsTargetBeside() {
    var lines = new Report("two cores", List.of(FAST, LATE)).table().lines().toList();

    assertEquals("two cores", lines.getFirst());
    assertTrue(lines.get(2).matches("way\\.json\\.uplinks +6,100 +5,000 +7,000 .*≥ 6,000  met"));
    assertTrue(lines.get(3).endsWith("≤ 250  MISSED"), lines.get(3));
  }

  @Test
  void theFileHasEveryRun() throws Exception {
    var file = folder.resolve("bench.json");
    new Report("two cores", List.of(FAST)).write(file);

    var figure = new ObjectMapper().readTree(file.toFile()).path("figures").path(0);
    assertEquals(6_100, figure.path("median").asDouble());
    assertEquals(3, figure.path("runs").size());
    assertTrue(figure.path("met").asBoolean());
  }
}
