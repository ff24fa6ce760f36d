package pilotfeld.processing.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static pilotfeld.processing.field.Technician.GAUGE;
import static pilotfeld.processing.field.Technician.MOUNTED;
import static pilotfeld.processing.field.Technician.NOW;
import static pilotfeld.processing.field.Technician.OTHER;
import static pilotfeld.processing.field.Technician.newSite;
import static pilotfeld.processing.field.Technician.registered;
import static pilotfeld.processing.field.Technician.report;
import static pilotfeld.processing.field.Technician.swapped;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.field.Answer.Done;
import pilotfeld.processing.field.Task.Reason;
import pilotfeld.processing.fixture.AtOnce;
import pilotfeld.processing.fixture.BrokenConnection;
import pilotfeld.processing.fixture.GaugeFrame;
import pilotfeld.processing.fixture.Riverside;

class TasksIT {

  @AutoClose private final Technician technician = new Technician();
  private final Riverside riverside = technician.riverside();

  @Test
  void aDeviceIsRegisteredAtANewSiteFromWhenItWasMounted() {
    var answer = technician.accept(registered(GAUGE, newSite("hase-9")));

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
    var first = technician.accept(task);
    technician.accept(new Task.TakeDown(report(NOW), GAUGE, Reason.OTHER, Set.of()));

    assertEquals(first, technician.accept(task, NOW.plusSeconds(60)));
    assertEquals(1, riverside.number("SELECT count(*) FROM deployment"));
    assertEquals(1, riverside.number("SELECT count(*) FROM deployment WHERE ends_at IS NOT NULL"));
  }

  @Test
  void aTaskThatComesManyTimesAtOnceIsDoneOnce() {
    var task = registered(GAUGE, newSite("hase-9"));

    var answers =
        AtOnce.call(8, Collections.<Callable<Answer>>nCopies(8, () -> technician.accept(task)));

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

    assertThrows(
        RuntimeException.class, () -> technician.accept(registered(GAUGE, newSite("hase-9"))));

    for (var table : List.of("device", "deployment", "site", "field_task")) {
      assertEquals(0, riverside.number("SELECT count(*) FROM " + table), table);
    }
    assertEquals(0, riverside.number("SELECT count(*) FROM audit WHERE actor = 'technician'"));
  }

  @Test
  void aConnectionThatBreaksInTheMiddleIsNoAnswer() throws Exception {
    var task = registered(GAUGE, newSite("hase-9"));

    var broken = BrokenConnection.amid(riverside.jdbi(), "device", () -> technician.accept(task));

    assertInstanceOf(JdbiException.class, broken.exceptionNow());
    assertEquals(0, riverside.number("SELECT count(*) FROM field_task"));
    assertEquals(Optional.of("hase-9"), technician.done(task).site());
  }

  @Test
  void aDeviceThatIsHereAlreadyIsDone() {
    riverside.withGauge(GAUGE, "hase-1");

    var done = technician.done(registered(GAUGE, new Place.Known("hase-1")));

    assertEquals(Riverside.BEGINNING, done.since());
    assertEquals(1, riverside.number("SELECT count(*) FROM deployment"));
  }

  @Test
  void aSwapEndsTheOldDeviceAndTheSeriesOfTheSiteGoOn() {
    riverside.withGauge(OTHER, "hase-1");
    riverside.accept(GaugeFrame.of(OTHER, 1, 1234, MOUNTED.minusSeconds(600)).message());

    var done = technician.done(swapped(GAUGE, "hase-1", Optional.of(OTHER)));
    riverside.registry().refresh();
    riverside.accept(GaugeFrame.of(GAUGE, 1, 2345, MOUNTED.plusSeconds(60)).message());

    assertEquals(List.of(OTHER + " is at no site now"), done.remarks());
    assertEquals(List.of(1234.0, 2345.0), riverside.values("hase-1", "distance"));
    assertEquals(
        List.of(GAUGE), riverside.texts("SELECT device FROM deployment WHERE ends_at IS NULL"));
  }

  @Test
  void whatIsTakenDownIsAtNoSiteFromThen() {
    riverside.withGauge(GAUGE, "hase-1");
    var task =
        new Task.TakeDown(
            report(MOUNTED), GAUGE.toUpperCase(Locale.ROOT), Reason.BATTERY, Set.of());

    assertEquals(new Done(GAUGE, Optional.empty(), MOUNTED, List.of()), technician.accept(task));
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
  void aSerialNumberNamesADeliveredDevice() {
    riverside
        .jdbi()
        .useHandle(
            handle -> handle.execute("UPDATE delivery SET serial = 'YY1234' WHERE serial = 'A1'"));

    var done =
        technician.done(registered(new Sticker("yy1234", Optional.empty()), newSite("hase-9")));

    assertEquals(GAUGE, done.device());
    assertEquals(List.of("the code is its serial number, not its DevEUI"), done.remarks());
  }

  @Test
  void whatIsTriedOutCountsInNoViewUntilItIsMounted() {
    var trial =
        new Task.Trial(report(MOUNTED), new Sticker(GAUGE, Optional.empty()), "water", Set.of());
    assertEquals(Optional.of("test-" + GAUGE), technician.done(trial).site());
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
    assertEquals(Optional.of("hase-9"), technician.done(mounted).site());
    assertEquals(1, riverside.number("SELECT count(*) FROM dash_device"));
  }
}
