package pilotfeld.processing.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.reading.Outcome.DUPLICATE;
import static pilotfeld.processing.reading.Outcome.QUARANTINED;
import static pilotfeld.processing.reading.Outcome.STORED;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.GaugeFrame;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.worker.Rebuilt.Move;
import pilotfeld.processing.worker.Replay.Selection;

/// Each test has a database of its own, in whose quarantine messages wait.
class ReplayIT {

  private static final String GAUGE = "70b3d57ba0000001";
  private static final Instant NOON = Instant.parse("2026-11-18T12:00:00Z");

  // What an older Pilotfeld makes of a message whose format it does not know.
  private static final String AS_IF_UNREADABLE =
      """
      WITH changed AS (
        UPDATE uplink SET identity = gen_random_uuid(), frame = gen_random_uuid(), kind = 'unreadable', state = 'quarantined',
                          reason = 'unknown event', device = NULL, model = NULL, codec_version = NULL, dev_addr = NULL,
                          frame_counter = NULL, port = NULL, gateways = '[]', time = arrived_at, time_source = 'arrival'
         WHERE frame_counter = 7 RETURNING id),
      gone AS (DELETE FROM reading USING changed WHERE uplink_id = changed.id)
      INSERT INTO tally VALUES (gen_random_uuid()::text, '2026-11-18', 'stored', -1), (gen_random_uuid()::text, '2026-11-18', 'quarantined', 1)
      """;

  private Riverside riverside;

  @BeforeEach
  void open() {
    riverside = Riverside.open().withGauge(GAUGE, "hase-1");
  }

  @AfterEach
  void theLawHolds() {
    var law = riverside.law();
    riverside.close();

    assertTrue(law.holds(), law::toString);
  }

  @Test
  void aMessageOfAFormatThatIsKnownByNowIsReadAsIfItHadJustCome() {
    riverside.accept(GaugeFrame.of(GAUGE, 7, 1234, NOON).message());
    var before = riverside.texts("SELECT (to_jsonb(u) - 'id')::text FROM uplink u");
    riverside.jdbi().useHandle(handle -> handle.execute(AS_IF_UNREADABLE));
    assertEquals(1, riverside.law().of(QUARANTINED));

    var replayed = replay(Selection.ALL);

    assertEquals(Map.of(new Move(QUARANTINED, STORED), 1L), replayed.moves());
    assertEquals(List.of(1234.0), riverside.values("hase-1", "distance"));
    assertEquals(before, riverside.texts("SELECT (to_jsonb(u) - 'id')::text FROM uplink u"));
  }

  @Test
  void aMessageThatTurnsOutToBeASecondCopyIsADuplicate() {
    riverside.accept(GaugeFrame.of(GAUGE, 7, 1234, NOON).message());
    riverside.jdbi().useHandle(handle -> handle.execute(AS_IF_UNREADABLE));
    riverside.accept(GaugeFrame.of(GAUGE, 7, 1234, NOON).message());

    var replayed = replay(Selection.ALL);

    assertEquals(Map.of(new Move(QUARANTINED, DUPLICATE), 1L), replayed.moves());
    assertEquals(List.of(1234.0), riverside.values("hase-1", "distance"));
    assertEquals(0, replay(Selection.ALL).messages());
  }

  @Test
  void ofTwoCopiesThatWaitTogetherOneIsADuplicate() {
    var frame = GaugeFrame.of(GAUGE, 7, 1234, NOON);
    riverside.accept(frame.message());
    riverside.jdbi().useHandle(handle -> handle.execute(AS_IF_UNREADABLE));
    riverside.accept(frame.underAnotherMessageId().at(NOON.plusSeconds(2)).message());
    riverside.jdbi().useHandle(handle -> handle.execute(AS_IF_UNREADABLE));
    assertEquals(2, riverside.law().of(QUARANTINED));

    var would = replay(Selection.ALL, true);
    var replayed = replay(Selection.ALL);

    assertEquals(
        Map.of(new Move(QUARANTINED, STORED), 1L, new Move(QUARANTINED, DUPLICATE), 1L),
        replayed.moves());
    assertEquals(would, replayed);
    assertEquals(List.of(1234.0), riverside.values("hase-1", "distance"));
  }

  @Test
  void onlyMessagesWithTheChosenCauseAreTriedAgain() {
    acceptWithoutADecoder(2);
    riverside.accept(new Message("chirpstack", "elsewhere", new byte[] {1}, NOON, false));
    var cause =
        riverside.texts(
            "SELECT DISTINCT quarantine_cause(reason) FROM uplink WHERE device IS NOT NULL AND state = 'quarantined'");
    riverside.withCodec(Riverside.GAUGE_MODEL, "", "");

    var replayed =
        replay(new Selection(Optional.empty(), Optional.of(cause.getFirst()), Optional.empty()));

    assertEquals(2, replayed.messages());
    assertEquals(2, replayed.changed());
  }

  private void acceptWithoutADecoder(int count) {
    riverside.withCodec(Riverside.GAUGE_MODEL, "function decodeUplink", "function other");
    for (var counter = 0; counter < count; counter++) {
      riverside.accept(GaugeFrame.of(GAUGE, counter, 1000, NOON.plusSeconds(counter)).message());
    }
  }

  private Rebuilt replay(Selection selection) {
    return replay(selection, false);
  }

  private Rebuilt replay(Selection selection, boolean dryRun) {
    return new Replay(riverside.jdbi(), riverside.reinterpretation())
        .run(selection, dryRun, _ -> {});
  }
}
