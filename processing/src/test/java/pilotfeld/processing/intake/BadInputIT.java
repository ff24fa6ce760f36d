package pilotfeld.processing.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.fixture.CaseFolders.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import pilotfeld.processing.envelope.MessageFiles;
import pilotfeld.processing.fixture.AtOnce;
import pilotfeld.processing.fixture.Bombs;
import pilotfeld.processing.fixture.CaseFolders;
import pilotfeld.processing.fixture.GaugeFrame;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.Outcome;
import pilotfeld.processing.registry.Registrar.Placement;

/// Everything that must not be, sent by many at once among good messages: each ends in a term of
/// the law, and none spoils another, or what is seen of it.
///
/// The messages are those of the folders `intake`, which say what becomes of them, every one below
/// `envelope` that cannot be read, and such as are too large for a folder.
class BadInputIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GAUGE = "70b3d57ba0000001";
  private static final String GOOD = "70b3d57ba0000002";
  private static final String CLOCKLESS = "70b3d57ba0000003";
  private static final int GOOD_MESSAGES = 300;
  private static final int CALLERS = 50;
  private static final Receipt STORED = new Receipt(Outcome.STORED, Optional.empty());

  private static final Map<Message, Receipt> RECEIPTS = new ConcurrentHashMap<>();
  private static final Map<Path, List<Message>> FOLDERS = new ConcurrentHashMap<>();
  private static final List<Message> BOMBS = Bombs.all();
  private static final List<Message> GOOD_ONES =
      IntStream.range(0, GOOD_MESSAGES)
          .mapToObj(
              number ->
                  GaugeFrame.of(
                      GOOD,
                      number,
                      1000 + number,
                      Riverside.BEGINNING.plus(Duration.ofMinutes(number))))
          .map(GaugeFrame::message)
          .toList();

  private static Riverside riverside;

  @BeforeAll
  static void sendAllAtOnce() {
    riverside = Riverside.open().withGauge(GAUGE, "hase-1").withGauge(GOOD, "hase-2");
    riverside.withGauge(CLOCKLESS, "hase-4");
    riverside.with(
        new Placement(
            "level", "pilotfeld-senml-level", "hase-3", Riverside.BEGINNING, Optional.empty()));
    Stream.of("/envelope", "/intake")
        .flatMap(resource -> CaseFolders.in(resource).stream())
        .filter(folder -> isBad(folder))
        .forEach(folder -> FOLDERS.put(folder, MessageFiles.in(folder)));
    var calls = new ArrayList<Callable<Receipt>>();
    Stream.of(FOLDERS.values().stream().flatMap(List::stream), BOMBS.stream(), GOOD_ONES.stream())
        .flatMap(each -> each)
        .forEach(message -> calls.add(() -> take(message)));
    Collections.shuffle(calls, new Random(1));
    AtOnce.call(CALLERS, calls);
  }

  private static Receipt take(Message message) {
    var receipt = riverside.take(message);
    RECEIPTS.put(message, receipt);
    return receipt;
  }

  @AfterAll
  static void close() {
    riverside.close();
  }

  @TestFactory
  Stream<? extends DynamicNode> eachEndsAsItsFolderSays() {
    return FOLDERS.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    name(entry.getKey()),
                    () ->
                        entry
                            .getValue()
                            .forEach(
                                message ->
                                    assertEquals(
                                        expected(entry.getKey()), RECEIPTS.get(message)))));
  }

  @Test
  void whatIsTooLargeForAFolderGoesToQuarantine() {
    for (var bomb : BOMBS) {
      assertEquals(Outcome.QUARANTINED, RECEIPTS.get(bomb).outcome(), bomb::topic);
      assertTrue(RECEIPTS.get(bomb).reason().isPresent(), bomb::topic);
    }
  }

  @Test
  void everyGoodMessageIsStored() {
    GOOD_ONES.forEach(message -> assertEquals(STORED, RECEIPTS.get(message)));
    assertEquals(GOOD_MESSAGES, riverside.values("hase-2", "distance").size());
  }

  @Test
  void theLawHolds() {
    assertEquals(RECEIPTS.size(), riverside.law().of(Outcome.RECEIVED));
    assertTrue(riverside.law().holds(), () -> riverside.law().toString());
  }

  @Test
  void aTimeThatCannotBeBelievedIsThatOfArrivalAndSuspect() {
    var doubted =
        """
        SELECT count(DISTINCT u.id) FROM reading r JOIN uplink u ON u.id = r.uplink_id
         WHERE test_flag(r.tests, 6) = 3 AND r.flag >= 3 AND r.time = u.arrived_at
        """;

    // All of them arrive in one instant: at each of two sites one is read, the others stand beside.
    // At the third the time of arrival is no doubt: nothing was said of another.
    assertEquals(2, riverside.number(doubted));
    assertEquals(
        0,
        riverside.number(
            "SELECT count(*) FROM reading WHERE time < '2026-01-01' OR time > '2027-01-01'"));
  }

  @Test
  void everyViewCanStillBeRead() {
    for (var view :
        riverside.texts("SELECT viewname FROM pg_views WHERE viewname LIKE 'dash\\_%'")) {
      assertTrue(riverside.number("SELECT count(v::text) FROM " + view + " v") >= 0, view);
    }
  }

  private static boolean isBad(Path folder) {
    var expected = read(folder);
    return expected.has("outcome") || expected.path("is").asText().equals("Unreadable");
  }

  private static Receipt expected(Path folder) {
    var expected = read(folder);
    return new Receipt(
        Outcome.valueOf(expected.path("outcome").asText(Outcome.QUARANTINED.name())),
        Optional.ofNullable(expected.get("reason")).map(reason -> reason.asText()));
  }

  private static JsonNode read(Path folder) {
    try {
      return JSON.readTree(text(folder.resolve("expected.json")));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(folder.toString(), e);
    }
  }

  private static String name(Path folder) {
    return folder.getParent().getFileName() + " " + folder.getFileName();
  }
}
