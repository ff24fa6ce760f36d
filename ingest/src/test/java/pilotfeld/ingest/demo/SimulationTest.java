package pilotfeld.ingest.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pilotfeld.ingest.demo.frame.DemoFrame;
import pilotfeld.ingest.demo.frame.JoinFrame;
import pilotfeld.ingest.demo.frame.LorawanFrame;
import pilotfeld.ingest.demo.frame.SensorPack;
import pilotfeld.ingest.demo.plan.Fleet;

class SimulationTest {

  private static final Instant BEGINNING = Instant.parse("2026-10-25T03:00:00Z");
  private static final Instant END = BEGINNING.plus(Duration.ofDays(30));
  private static final Fleet FLEET = Fleet.beginningAt(BEGINNING);
  private static final List<DemoFrame> MONTH =
      new Simulation(FLEET).between(BEGINNING, END).toList();
  private static final Delivery DELIVERY = Delivery.of(FLEET, MONTH);

  @Test
  void aMonthIsAboutTwoHundredThousandFramesInTheOrderOfTime() {
    assertTrue(MONTH.size() > 150_000 && MONTH.size() < 300_000, MONTH.size() + " frames");
    for (var index = 1; index < MONTH.size(); index++) {
      assertFalse(MONTH.get(index).sentAt().isBefore(MONTH.get(index - 1).sentAt()));
    }
  }

  @Test
  void afterARestartTheFramesAreTheSameSecondBySecond() {
    var from = BEGINNING.plus(Duration.ofDays(20));
    var restarted = new Simulation(Fleet.beginningAt(BEGINNING));
    var seconds =
        Stream.iterate(from, second -> second.plusSeconds(1))
            .limit(600)
            .flatMap(second -> restarted.between(second, second.plusSeconds(1)));

    assertEquals(
        lines(MONTH.stream(), from, from.plusSeconds(600)),
        lines(seconds, from, from.plusSeconds(600)));
  }

  @Test
  void itGoesOnAfterTheHistory() {
    var day = new Simulation(FLEET).between(END, END.plus(Duration.ofDays(1))).count();

    assertTrue(day > 5000 && day < 10_000, day + " frames");
  }

  @Test
  void countersRiseWithinASession() {
    assertTrue(DELIVERY.isRising());
  }

  @Test
  void castIronLosesMoreThanOneFrameInTenAndTheOthersLessThanOneInTwenty() {
    assertEquals(0.83, DELIVERY.ofPilot("heating-shafts"), 0.06);
    for (var pilot : List.of("transformer-stations", "water-level", "young-trees")) {
      assertTrue(DELIVERY.ofPilot(pilot) > 0.95, pilot);
      assertTrue(DELIVERY.ofPilot(pilot) < 1, pilot);
    }
  }

  @Test
  void theSchoolAtTheBadGatewayLosesMoreThanTheOthers() {
    assertTrue(DELIVERY.ofSites("raum-haste") < 0.95);
    assertTrue(DELIVERY.ofSites("raum-haste") > 0.85);
    assertTrue(DELIVERY.ofSites("raum-schoelerberg") > 0.98);
  }

  @Test
  void theStuckSensorRepeatsItselfForDays() {
    var from = BEGINNING.plus(Duration.ofDays(27));
    var values =
        payloads("0250494c4f540111", from).map(hex -> hex.substring(hex.length() - 8)).distinct();

    assertEquals(1, values.count());
  }

  @Test
  void theSwappedDeviceIsSilentBeforeItsReplacementJoins() {
    var old = last("0250494c4f540203");
    var replacement = MONTH.stream().filter(frame -> frame.device().equals("0250494c4f540204"));

    assertAbout(BEGINNING.plus(Duration.ofHours(14 * 24 + 3)), old, Duration.ofMinutes(11));
    assertTrue(replacement.findFirst().orElseThrow() instanceof JoinFrame);
  }

  @Test
  void aRejoinGivesANewAddressAndCountsFromZero() {
    var joins = MONTH.stream().filter(frame -> frame.device().equals("0250494c4f540411"));
    var addresses =
        joins.filter(JoinFrame.class::isInstance).map(frame -> ((JoinFrame) frame).devAddr());

    assertTrue(addresses.distinct().count() >= 3);
  }

  @Test
  void oneDeviceFallsSilentAndOneIsNeverRegistered() {
    assertAbout(
        BEGINNING.plus(Duration.ofHours(22 * 24 + 15)),
        last("0250494c4f540306"),
        Duration.ofMinutes(21));
    assertTrue(payloads(FLEET.unregistered().getFirst().device().id(), BEGINNING).count() > 1000);
  }

  @Test
  void oneDeviceSendsACorruptPayloadNowAndThen() {
    var lengths = payloads("0250494c4f540305", BEGINNING).map(String::length).toList();
    var corrupt = lengths.stream().filter(length -> length < 22).count();

    assertTrue(corrupt > 10 && corrupt < 100, corrupt + " of " + lengths.size());
  }

  @Test
  void theDyingBatteryIsLowAtTheEndOfTheMonth() {
    var millivolts =
        payloads("0250494c4f540307", BEGINNING)
            .map(hex -> Integer.parseInt(hex.substring(22), 16))
            .toList();

    assertTrue(millivolts.getFirst() > 3000);
    assertTrue(millivolts.getLast() < 2300);
  }

  @Test
  void theGaugesReportByThemselves() {
    var packs = MONTH.stream().filter(SensorPack.class::isInstance).toList();

    assertEquals(3 * 30 * 288, packs.size(), 3);
    assertEquals(3, packs.stream().map(DemoFrame::device).distinct().count());
  }

  private static void assertAbout(Instant expected, Instant actual, Duration tolerance) {
    var difference = Duration.between(expected, actual).abs();
    assertTrue(difference.compareTo(tolerance) <= 0, () -> expected + " but " + actual);
  }

  private static Instant last(String device) {
    return MONTH.stream()
        .filter(frame -> frame.device().equals(device))
        .reduce((first, second) -> second)
        .orElseThrow()
        .sentAt();
  }

  private static Stream<String> payloads(String device, Instant from) {
    return MONTH.stream()
        .filter(LorawanFrame.class::isInstance)
        .map(LorawanFrame.class::cast)
        .filter(frame -> frame.device().equals(device) && !frame.sentAt().isBefore(from))
        .map(frame -> HexFormat.of().formatHex(frame.payload()));
  }

  private static List<String> lines(Stream<DemoFrame> frames, Instant from, Instant until) {
    return frames
        .filter(frame -> !frame.sentAt().isBefore(from) && frame.sentAt().isBefore(until))
        .map(DemoFrame::toString)
        .toList();
  }
}
