package pilotfeld.processing.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.fixture.Riverside.GAUGE_MODEL;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.account.Actor;
import pilotfeld.processing.field.Answer.Conflict;
import pilotfeld.processing.field.Answer.Done;
import pilotfeld.processing.field.Answer.Kind;
import pilotfeld.processing.field.Task.Reason;
import pilotfeld.processing.fixture.AtOnce;
import pilotfeld.processing.fixture.BrokenConnection;
import pilotfeld.processing.fixture.GaugeFrame;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.registry.Position;

class TasksIT {

  private static final Actor TECHNICIAN = Actor.atCommandLine("technician");
  private static final String GAUGE = "70b3d57ba0000001";
  private static final String OTHER = "70b3d57ba0000002";
  private static final String JOIN_EUI = "70b3d57ba0ffffff";
  private static final Instant NOW = Instant.parse("2026-07-19T12:00:00Z");
  private static final Instant MOUNTED = NOW.minus(Duration.ofMinutes(20));

  private final Riverside riverside = Riverside.open();
  private final Tasks tasks = new Tasks(riverside.jdbi());

  @BeforeEach
  void deliver() {
    riverside
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO delivery (dev_eui, join_eui, model, serial, loaded_at) VALUES (?, ?, ?, 'A1', now()), (?, ?, ?, 'A2', now())",
                    GAUGE,
                    JOIN_EUI,
                    GAUGE_MODEL,
                    OTHER,
                    JOIN_EUI,
                    GAUGE_MODEL));
  }

  @AfterEach
  void close() {
    riverside.close();
  }

  @Test
  void aDeviceIsRegisteredAtANewSiteFromWhenItWasMounted() {
    var answer = accept(registered(GAUGE, newSite("hase-9")));

    assertEquals(new Done(GAUGE, Optional.of("hase-9"), MOUNTED, List.of()), answer);
    assertEquals(
        List.of("hase-9 70b3d57ba0000001 2.5 im Schacht 52.28"),
        riverside.texts(
            "SELECT concat_ws(' ', s.id, p.device, s.mounting_height_metres, s.note, s.latitude) FROM site s JOIN deployment p ON p.site = s.id"));
    assertEquals(
        List.of("device_registered 70b3d57ba0000001", "site_added hase-9"),
        riverside.texts(
            "SELECT action || ' ' || subject FROM audit WHERE actor = 'technician' ORDER BY 1"));
  }

  @Test
  void aTaskThatComesAgainIsAnsweredAsTheFirstTimeAndDoesNothing() {
    var task = registered(GAUGE, newSite("hase-9"));
    var first = accept(task);
    accept(new Task.TakeDown(report(NOW), GAUGE, Reason.OTHER, Set.of()));

    assertEquals(first, tasks.accept(task, TECHNICIAN, NOW.plusSeconds(60)));
    assertEquals(1, riverside.number("SELECT count(*) FROM deployment"));
    assertEquals(1, riverside.number("SELECT count(*) FROM deployment WHERE ends_at IS NOT NULL"));
  }

  @Test
  void aTaskThatComesManyTimesAtOnceIsDoneOnce() {
    var task = registered(GAUGE, newSite("hase-9"));

    var answers = AtOnce.call(8, Collections.<Callable<Answer>>nCopies(8, () -> accept(task)));

    assertEquals(1, Set.copyOf(answers).size());
    assertEquals(1, riverside.number("SELECT count(*) FROM deployment"));
    assertEquals(1, riverside.number("SELECT count(*) FROM field_task"));
  }

  @Test
  void whereTheTaskCannotBeKeptNothingIsDone() {
    riverside
        .jdbi()
        .useHandle(
            handle ->
                handle.execute("ALTER TABLE field_task ADD CONSTRAINT full_disk CHECK (false)"));

    assertThrows(RuntimeException.class, () -> accept(registered(GAUGE, newSite("hase-9"))));

    for (var table : List.of("device", "deployment", "site", "field_task")) {
      assertEquals(0, riverside.number("SELECT count(*) FROM " + table), table);
    }
    assertEquals(0, riverside.number("SELECT count(*) FROM audit WHERE actor = 'technician'"));
  }

  @Test
  void aConnectionThatBreaksInTheMiddleIsNoAnswer() throws Exception {
    var task = registered(GAUGE, newSite("hase-9"));

    var broken = BrokenConnection.amid(riverside.jdbi(), "device", () -> accept(task));

    assertInstanceOf(JdbiException.class, broken.exceptionNow());
    assertEquals(0, riverside.number("SELECT count(*) FROM field_task"));
    assertEquals(Optional.of("hase-9"), done(task).site());
  }

  @Test
  void aDeviceThatIsElsewhereIsMovedOnlyIfSomebodySaysSo() {
    riverside.withGauge(GAUGE, "hase-1");

    var conflict = conflict(registered(GAUGE, newSite("hase-9")));
    assertEquals(Kind.DEVICE_ELSEWHERE, conflict.kind());
    assertEquals("hase-1", conflict.facts().get("site"));
    assertEquals(List.of(Choice.MOVE, Choice.SCAN_AGAIN, Choice.DISCARD), conflict.choices());
    assertEquals(0, riverside.number("SELECT count(*) FROM site WHERE id = 'hase-9'"));

    done(registered(GAUGE, newSite("hase-9"), Choice.MOVE));
    assertEquals(
        List.of("hase-1 ended", "hase-9 open"),
        riverside.texts(
            "SELECT site || CASE WHEN ends_at IS NULL THEN ' open' ELSE ' ended' END FROM deployment ORDER BY site"));
  }

  @Test
  void aSiteWithADeviceOfTheSameModelIsTaken() {
    riverside.withGauge(OTHER, "hase-1");

    var conflict = conflict(registered(GAUGE, new Place.Known("hase-1")));
    assertEquals(Kind.SITE_TAKEN, conflict.kind());
    assertEquals(OTHER, conflict.facts().get("device"));

    done(registered(GAUGE, new Place.Known("hase-1"), Choice.BESIDE));
    assertEquals(2, riverside.number("SELECT count(*) FROM deployment WHERE ends_at IS NULL"));
  }

  @Test
  void aDeviceThatIsHereAlreadyIsDone() {
    riverside.withGauge(GAUGE, "hase-1");

    var done = done(registered(GAUGE, new Place.Known("hase-1")));

    assertEquals(Riverside.BEGINNING, done.since());
    assertEquals(1, riverside.number("SELECT count(*) FROM deployment"));
  }

  @Test
  void aSwapEndsTheOldDeviceAndTheSeriesOfTheSiteGoOn() {
    riverside.withGauge(OTHER, "hase-1");
    riverside.accept(GaugeFrame.of(OTHER, 1, 1234, MOUNTED.minusSeconds(600)).message());

    var done = done(swapped(GAUGE, "hase-1", Optional.of(OTHER)));
    riverside.registry().refresh();
    riverside.accept(GaugeFrame.of(GAUGE, 1, 2345, MOUNTED.plusSeconds(60)).message());

    assertEquals(List.of(OTHER + " is at no site now"), done.remarks());
    assertEquals(List.of(1234.0, 2345.0), riverside.values("hase-1", "distance"));
    assertEquals(
        List.of(GAUGE), riverside.texts("SELECT device FROM deployment WHERE ends_at IS NULL"));
  }

  @Test
  void aSwapOfADeviceThatIsNotThereAnyMoreAsks() {
    riverside.withGauge(OTHER, "hase-1");

    var conflict = conflict(swapped(GAUGE, "hase-1", Optional.of("70b3d57ba0000003")));
    assertEquals(Kind.SITE_CHANGED, conflict.kind());

    done(swapped(GAUGE, "hase-1", Optional.of("70b3d57ba0000003"), Choice.SWAP));
    assertEquals(
        List.of(GAUGE), riverside.texts("SELECT device FROM deployment WHERE ends_at IS NULL"));
  }

  @Test
  void whatIsTakenDownIsAtNoSiteFromThen() {
    riverside.withGauge(GAUGE, "hase-1");
    var task =
        new Task.TakeDown(
            report(MOUNTED), GAUGE.toUpperCase(Locale.ROOT), Reason.BATTERY, Set.of());

    assertEquals(new Done(GAUGE, Optional.empty(), MOUNTED, List.of()), accept(task));
    assertEquals(
        List.of(MOUNTED),
        riverside
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("SELECT ends_at FROM deployment")
                        .mapTo(Instant.class)
                        .list()));
  }

  @Test
  void whatAPhoneBringsLateTakesBackNothingThatWasEnteredOfALaterTime() {
    done(registered(GAUGE, newSite("hase-9")));

    var late = new Task.TakeDown(report(MOUNTED.minusSeconds(60)), GAUGE, Reason.OTHER, Set.of());

    assertEquals(Kind.LATER_ENTRY, conflict(late).kind());
    assertEquals(1, riverside.number("SELECT count(*) FROM deployment WHERE ends_at IS NULL"));
  }

  @Test
  void aDeviceThatNoListHasIsTakenOnlyIfSomebodySaysSo() {
    var unknown = "a84041000181c061";
    var sticker = new Sticker(unknown, Optional.of(GAUGE_MODEL));

    var asked = conflict(registered(sticker, newSite("hase-9")));
    assertEquals(Kind.NOT_DELIVERED, asked.kind());
    assertTrue(asked.choices().contains(Choice.ANYWAY));

    assertEquals(unknown, done(registered(sticker, newSite("hase-9"), Choice.ANYWAY)).device());
  }

  @Test
  void aWrongStickerIsNamed() {
    assertConflict(Kind.WRONG_LABEL, "JoinEUI of 2 delivered devices", JOIN_EUI);
    assertConflict(Kind.WRONG_LABEL, "web address", "https://example.com");
    assertConflict(
        Kind.WRONG_LABEL,
        "its checksum is wrong",
        "LW:D0:1122334455667788:AABBCCDDEEFF0011:AABB1122:CAF2C");
  }

  private void assertConflict(Kind kind, String why, String code) {
    var conflict = conflict(registered(new Sticker(code, Optional.empty()), newSite("hase-9")));

    assertEquals(kind, conflict.kind());
    assertTrue(conflict.facts().get("why").contains(why), conflict.facts()::toString);
  }

  @Test
  void aDeviceWhoseModelNobodyKnowsAsksForIt() {
    riverside
        .jdbi()
        .useHandle(handle -> handle.execute("UPDATE delivery SET model = 'DL-MBX-002'"));

    var conflict = conflict(registered(GAUGE, newSite("hase-9")));

    assertEquals(Kind.NO_MODEL, conflict.kind());
    assertEquals("DL-MBX-002", conflict.facts().get("model"));
    done(registered(new Sticker(GAUGE, Optional.of(GAUGE_MODEL)), newSite("hase-9")));
  }

  @Test
  void aSerialNumberNamesADeliveredDevice() {
    riverside
        .jdbi()
        .useHandle(
            handle -> handle.execute("UPDATE delivery SET serial = 'YY1234' WHERE serial = 'A1'"));

    var done = done(registered(new Sticker("yy1234", Optional.empty()), newSite("hase-9")));

    assertEquals(GAUGE, done.device());
    assertEquals(List.of("the code is its serial number, not its DevEUI"), done.remarks());
  }

  @Test
  void whatRefersToNothingIsRefusedAndTheAnswerIsKept() {
    assertEquals(Kind.NO_SUCH_SITE, conflict(registered(GAUGE, new Place.Known("nowhere"))).kind());
    var elsewhere =
        new Place.New(
            "hase-9",
            "no-pilot",
            "Hase",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var refused = conflict(registered(GAUGE, elsewhere));

    assertEquals(Kind.REFUSED, refused.kind());
    assertEquals("there is no pilot “no-pilot”", refused.facts().get("why"));
    assertEquals(2, riverside.number("SELECT count(*) FROM field_task"));
  }

  @Test
  void whatIsTriedOutCountsInNoViewUntilItIsMounted() {
    var trial =
        new Task.Trial(report(MOUNTED), new Sticker(GAUGE, Optional.empty()), "water", Set.of());
    assertEquals(Optional.of("test-" + GAUGE), done(trial).site());
    riverside.registry().refresh();
    riverside.accept(GaugeFrame.of(GAUGE, 1, 1234, MOUNTED.plusSeconds(30)).message());

    assertEquals(
        1,
        riverside.number(
            "SELECT count(*) FROM reading r JOIN series s ON s.id = r.series_id AND s.quantity = 'distance'"));
    for (var view :
        List.of(
            "dash_reading", "dash_series", "dash_device", "dash_expectation", "dash_deployment")) {
      assertEquals(0, riverside.number("SELECT count(*) FROM " + view), view);
    }
    assertEquals(0, riverside.number("SELECT sites FROM dash_pilot"));

    var mounted =
        new Task.Register(
            report(NOW), new Sticker(GAUGE, Optional.empty()), newSite("hase-9"), Set.of());
    assertEquals(Optional.of("hase-9"), done(mounted).site());
    assertEquals(1, riverside.number("SELECT count(*) FROM dash_device"));
  }

  @Test
  void noListThatAPhoneKeepsHasAKey() {
    riverside
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE delivery SET app_key_encrypted = decode(repeat('5e', 60), 'hex')"));

    var lists = new Lists(riverside.jdbi()).near(Optional.of(new Position(52.28, 8.05)), NOW);

    assertEquals(2, lists.delivered().size());
    assertFalse(lists.toString().contains("5e5e"));
    assertEquals(
        Set.of("devEui", "joinEui", "model", "serial"),
        Set.copyOf(
            Arrays.stream(Lists.Delivered.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList()));
  }

  private Answer accept(Task task) {
    return tasks.accept(task, TECHNICIAN, NOW);
  }

  private Done done(Task task) {
    return assertInstanceOf(Done.class, accept(task));
  }

  private Conflict conflict(Task task) {
    return assertInstanceOf(Conflict.class, accept(task));
  }

  private static Report report(Instant doneAt) {
    return new Report(UUID.randomUUID(), doneAt);
  }

  private static Task registered(String device, Place place, Choice... choices) {
    return registered(new Sticker(device, Optional.empty()), place, choices);
  }

  private static Task registered(Sticker sticker, Place place, Choice... choices) {
    return new Task.Register(report(MOUNTED), sticker, place, Set.of(choices));
  }

  private static Task swapped(String device, String site, Optional<String> old, Choice... choices) {
    return new Task.Swap(
        report(MOUNTED),
        new Sticker(device, Optional.empty()),
        new Place.Known(site),
        old,
        Reason.BATTERY,
        Set.of(choices));
  }

  private static Place newSite(String id) {
    return new Place.New(
        id,
        "water",
        "Hase",
        Optional.of(new Position(52.28, 8.05)),
        Optional.empty(),
        Optional.of(2.5),
        Optional.of("im Schacht"));
  }
}
