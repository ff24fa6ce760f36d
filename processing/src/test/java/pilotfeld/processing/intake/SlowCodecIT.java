package pilotfeld.processing.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.AtOnce;
import pilotfeld.processing.fixture.GaugeFrame;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.reading.Outcome;
import pilotfeld.processing.registry.ModelFolders.Source;
import pilotfeld.processing.registry.Registrar.Placement;
import pilotfeld.processing.worker.Replay;

class SlowCodecIT {

  private static final String SLOW = "70b3d57ba0000002";
  private static final String GAUGE = "70b3d57ba0000001";
  private static final Instant NOON = Instant.parse("2026-07-18T12:00:00Z");
  private static final int MESSAGES = 12;
  private static final String DEFINITION =
      """
      vendor: Acme
      name: Slow
      interval: PT10M
      quantities:
        - field: level
          quantity: water_level
          unit: mm
      """;

  private final Riverside riverside = Riverside.open().withGauge(GAUGE, "bridge");

  @AfterEach
  void close() {
    riverside.close();
  }

  @Test
  void aCodecThatOverrunsAgainAndAgainIsNotCalledForAWhileAndItsMessagesCanBeReplayed() {
    model("function decodeUplink() { for (;;) {} }");
    riverside.with(new Placement(SLOW, "acme-slow", "weir", Riverside.BEGINNING, Optional.empty()));

    assertEquals(List.of(Outcome.QUARANTINED), acceptSlow().stream().distinct().toList());
    assertTrue(atRest() >= MESSAGES / 2, "at rest: " + atRest());
    assertEquals(Outcome.STORED, riverside.accept(GaugeFrame.of(GAUGE, 1, 20, NOON).message()));
    assertTrue(riverside.law().holds(), riverside.law().toString());

    model("function decodeUplink(input) { return { data: { level: input.fPort } }; }");
    new Replay(riverside.jdbi(), riverside.reinterpretation())
        .run(Replay.Selection.ALL, false, _ -> {});
    assertEquals(MESSAGES, riverside.values("weir", "water_level").size());
    assertTrue(riverside.law().holds(), riverside.law().toString());
  }

  private void model(String codec) {
    riverside.registrar().models(List.of(new Source("acme-slow", DEFINITION, Optional.of(codec))));
    riverside.registry().refresh();
  }

  private List<Outcome> acceptSlow() {
    var calls =
        IntStream.range(0, MESSAGES)
            .mapToObj(number -> GaugeFrame.of(SLOW, number, 20, NOON.plusSeconds(number)))
            .map(frame -> (Callable<Outcome>) () -> riverside.accept(frame.message()))
            .toList();
    return AtOnce.call(MESSAGES, calls);
  }

  private long atRest() {
    return riverside.number(
        "SELECT count(*) FROM uplink WHERE reason LIKE 'codec not called for % times running%'");
  }
}
