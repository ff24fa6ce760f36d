package pilotfeld.processing.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.field.Verdict.Cause;
import pilotfeld.processing.field.Verdict.Grade;
import pilotfeld.processing.fixture.GaugeFrame;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.registry.Registrar.Placement;

class ChecksIT {

  private static final String GAUGE = "70b3d57ba0000001";
  private static final Instant MOUNTED = Instant.parse("2026-07-19T12:00:00Z");

  private final Riverside riverside = Riverside.open();
  private final Checks checks = new Checks(riverside.jdbi());

  @BeforeEach
  void mount() {
    riverside.with(
        new Placement(GAUGE, Riverside.GAUGE_MODEL, "hase-1", MOUNTED, Optional.empty()));
  }

  @AfterEach
  void close() {
    riverside.close();
  }

  @Test
  void aDeviceThatIsNowhereHasNoCheck() {
    assertEquals(Optional.empty(), checks.of("70b3d57ba0000009", MOUNTED));
  }

  @Test
  void untilItIsHeardItSaysSo() {
    assertEquals(new Verdict(Grade.NO_CONTACT, List.of(Cause.NEVER_HEARD)), check(60).verdict());

    riverside.accept(join(MOUNTED.minusSeconds(30)));

    var joined = check(60);
    assertEquals(Optional.of(MOUNTED.minusSeconds(30)), joined.joinedAt());
    assertEquals(List.of(Cause.ONLY_JOINED), joined.verdict().causes());
  }

  @Test
  void theFirstUplinksTurnItGood() {
    riverside.accept(join(MOUNTED));
    riverside.accept(GaugeFrame.of(GAUGE, 0, 1234, MOUNTED.plusSeconds(20)).message());
    riverside.accept(GaugeFrame.of(GAUGE, 1, 1240, MOUNTED.plusSeconds(40)).message());

    var check = check(60);

    assertEquals(new Verdict(Grade.GOOD, List.of()), check.verdict());
    assertEquals(2, check.uplinks());
    var link = check.link().orElseThrow();
    assertEquals(9, link.spreadingFactor());
    assertEquals(7.8, link.bestSnrDecibel(), 1e-6);
    assertEquals(20.3, link.marginDecibel(), 1e-6);
    assertTrue(link.survivesBest());
    assertEquals("0016c001f153a14d", link.gateways().getFirst().id());
    assertEquals(
        List.of("distance 1240.0", "battery_voltage 2.993", "valid_samples 15.0"),
        check.values().stream().map(each -> each.quantity() + " " + each.value()).toList());
  }

  @Test
  void whatWasSentBeforeItWasMountedDoesNotCount() {
    riverside.accept(GaugeFrame.of(GAUGE, 0, 1234, MOUNTED.minusSeconds(5)).message());

    assertEquals(0, check(60).uplinks());
  }

  @Test
  void lostFramesMakeItFragile() {
    riverside.accept(GaugeFrame.of(GAUGE, 1, 1234, MOUNTED.plusSeconds(20)).message());
    riverside.accept(GaugeFrame.of(GAUGE, 5, 1240, MOUNTED.plusSeconds(40)).message());

    assertEquals(new Verdict(Grade.FRAGILE, List.of(Cause.LOSSY)), check(60).verdict());
  }

  @Test
  void aValueThatCannotBeMakesItFragile() {
    riverside.accept(GaugeFrame.of(GAUGE, 1, 3, MOUNTED.plusSeconds(20)).message());

    assertEquals(new Verdict(Grade.FRAGILE, List.of(Cause.BAD_VALUES)), check(60).verdict());
  }

  @Test
  void whatTheNetworkServerComplainsOfIsShown() {
    riverside.accept(
        event(
            "log",
            """
            {"time":"%s","deviceInfo":{"devEui":"%s"},"level":"ERROR","code":"OTAA","description":"DevNonce has already been used"}
            """
                .formatted(MOUNTED.plusSeconds(5), GAUGE),
            MOUNTED.plusSeconds(6)));

    var complaints = check(60).complaints();

    assertEquals(1, complaints.size());
    assertTrue(complaints.getFirst().contains("DevNonce"), complaints::toString);
    assertFalse(check(60).joinedAt().isPresent());
  }

  private Check check(int seconds) {
    return checks.of(GAUGE, MOUNTED.plusSeconds(seconds)).orElseThrow();
  }

  private static Message join(Instant time) {
    return event(
        "join",
        """
        {"deduplicationId":"0b2d7a86-8c2a-4f9b-9c0c-5a1f2f0a3c11","time":"%s","deviceInfo":{"devEui":"%s"},"devAddr":"00189440"}
        """
            .formatted(time, GAUGE),
        time.plusSeconds(1));
  }

  private static Message event(String event, String body, Instant arrivedAt) {
    return new Message(
        "chirpstack",
        "application/water/device/" + GAUGE + "/event/" + event,
        body.getBytes(StandardCharsets.UTF_8),
        arrivedAt,
        false);
  }
}
