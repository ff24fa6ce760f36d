package pilotfeld.processing.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.field.Technician.GAUGE;
import static pilotfeld.processing.field.Technician.JOIN_EUI;
import static pilotfeld.processing.field.Technician.MOUNTED;
import static pilotfeld.processing.field.Technician.OTHER;
import static pilotfeld.processing.field.Technician.newSite;
import static pilotfeld.processing.field.Technician.registered;
import static pilotfeld.processing.field.Technician.report;
import static pilotfeld.processing.field.Technician.swapped;
import static pilotfeld.processing.fixture.Riverside.GAUGE_MODEL;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.field.Answer.Kind;
import pilotfeld.processing.field.Task.Reason;
import pilotfeld.processing.fixture.Riverside;

/// What is in the way of a task is told, with what may be done about it.
class ConflictsIT {

  @AutoClose private final Technician technician = new Technician();
  private final Riverside riverside = technician.riverside();

  @Test
  void aDeviceThatIsElsewhereIsMovedOnlyIfSomebodySaysSo() {
    riverside.withGauge(GAUGE, "hase-1");

    var conflict = technician.conflict(registered(GAUGE, newSite("hase-9")));
    assertEquals(Kind.DEVICE_ELSEWHERE, conflict.kind());
    assertEquals("hase-1", conflict.facts().get("site"));
    assertEquals(List.of(Choice.MOVE, Choice.SCAN_AGAIN, Choice.DISCARD), conflict.choices());
    assertEquals(0, riverside.number("SELECT count(*) FROM site WHERE id = 'hase-9'"));

    technician.done(registered(GAUGE, newSite("hase-9"), Choice.MOVE));
    assertEquals(
        List.of("hase-1 ended", "hase-9 open"),
        riverside.texts(
            "SELECT site || CASE WHEN ends_at IS NULL THEN ' open' ELSE ' ended' END FROM deployment ORDER BY site"));
  }

  @Test
  void aSiteWithADeviceOfTheSameModelIsTaken() {
    riverside.withGauge(OTHER, "hase-1");

    var conflict = technician.conflict(registered(GAUGE, new Place.Known("hase-1")));
    assertEquals(Kind.SITE_TAKEN, conflict.kind());
    assertEquals(OTHER, conflict.facts().get("device"));

    technician.done(registered(GAUGE, new Place.Known("hase-1"), Choice.BESIDE));
    assertEquals(2, riverside.number("SELECT count(*) FROM deployment WHERE ends_at IS NULL"));
  }

  @Test
  void aSwapOfADeviceThatIsNotThereAnyMoreAsks() {
    riverside.withGauge(OTHER, "hase-1");

    var conflict = technician.conflict(swapped(GAUGE, "hase-1", Optional.of("70b3d57ba0000003")));
    assertEquals(Kind.SITE_CHANGED, conflict.kind());

    technician.done(swapped(GAUGE, "hase-1", Optional.of("70b3d57ba0000003"), Choice.SWAP));
    assertEquals(
        List.of(GAUGE), riverside.texts("SELECT device FROM deployment WHERE ends_at IS NULL"));
  }

  @Test
  void whatAPhoneBringsLateTakesBackNothingThatWasEnteredOfALaterTime() {
    technician.done(registered(GAUGE, newSite("hase-9")));

    var late = new Task.TakeDown(report(MOUNTED.minusSeconds(60)), GAUGE, Reason.OTHER, Set.of());

    assertEquals(Kind.LATER_ENTRY, technician.conflict(late).kind());
    assertEquals(1, riverside.number("SELECT count(*) FROM deployment WHERE ends_at IS NULL"));
  }

  @Test
  void aDeviceThatNoListHasIsTakenOnlyIfSomebodySaysSo() {
    var unknown = "a84041000181c061";
    var sticker = new Sticker(unknown, Optional.of(GAUGE_MODEL));

    var asked = technician.conflict(registered(sticker, newSite("hase-9")));
    assertEquals(Kind.NOT_DELIVERED, asked.kind());
    assertTrue(asked.choices().contains(Choice.ANYWAY));

    assertEquals(
        unknown, technician.done(registered(sticker, newSite("hase-9"), Choice.ANYWAY)).device());
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
    var conflict =
        technician.conflict(registered(new Sticker(code, Optional.empty()), newSite("hase-9")));

    assertEquals(kind, conflict.kind());
    assertTrue(conflict.facts().get("why").contains(why), conflict.facts()::toString);
  }

  @Test
  void aDeviceWhoseModelNobodyKnowsAsksForIt() {
    riverside
        .jdbi()
        .useHandle(handle -> handle.execute("UPDATE delivery SET model = 'DL-MBX-002'"));

    var conflict = technician.conflict(registered(GAUGE, newSite("hase-9")));

    assertEquals(Kind.NO_MODEL, conflict.kind());
    assertEquals("DL-MBX-002", conflict.facts().get("model"));
    technician.done(registered(new Sticker(GAUGE, Optional.of(GAUGE_MODEL)), newSite("hase-9")));
  }

  @Test
  void whatRefersToNothingIsRefusedAndTheAnswerIsKept() {
    assertEquals(
        Kind.NO_SUCH_SITE,
        technician.conflict(registered(GAUGE, new Place.Known("nowhere"))).kind());
    var elsewhere =
        new Place.New(
            "hase-9",
            "no-pilot",
            "Hase",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var refused = technician.conflict(registered(GAUGE, elsewhere));

    assertEquals(Kind.REFUSED, refused.kind());
    assertEquals("there is no pilot “no-pilot”", refused.facts().get("why"));
    assertEquals(2, riverside.number("SELECT count(*) FROM field_task"));
  }
}
