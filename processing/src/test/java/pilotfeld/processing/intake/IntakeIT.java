package pilotfeld.processing.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.reading.Outcome.DUPLICATE;
import static pilotfeld.processing.reading.Outcome.QUARANTINED;
import static pilotfeld.processing.reading.Outcome.STORED;
import static pilotfeld.processing.reading.Outcome.UNREGISTERED;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.GaugeFrame;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.Outcome;
import pilotfeld.processing.registry.Registrar.Placement;

/// Each test has a device and a site of its own, on one database.
class IntakeIT {

  private static final Instant NOON = Instant.parse("2026-07-18T12:00:00Z");

  @AutoClose private static final Riverside riverside = Riverside.open();

  @AfterEach
  void theLawHolds() {
    assertTrue(riverside.law().holds(), () -> riverside.law().toString());
  }

  @Test
  void aFrameOfAKnownDeviceBecomesItsReadings() {
    riverside.withGauge("70b3d57ba0000001", "known");

    assertEquals(STORED, accept(GaugeFrame.of("70b3d57ba0000001", 1, 1234, NOON)));

    assertEquals(List.of(1234.0), riverside.values("known", "distance"));
    assertEquals(List.of(2.993), riverside.values("70b3d57ba0000001", "battery_voltage"));
    assertEquals(List.of(15.0), riverside.values("70b3d57ba0000001", "valid_samples"));
  }

  @Test
  void theBytesAreKeptAsTheyCameWithWhatTheyTell() {
    riverside.withGauge("70b3d57ba0000002", "kept");
    var frame = GaugeFrame.of("70b3d57ba0000002", 7, 1234, NOON);

    accept(frame);

    assertEquals(
        List.of(new String(frame.message().body(), StandardCharsets.UTF_8)),
        riverside.texts(
            """
            SELECT convert_from(m.body, 'UTF8') FROM message m JOIN uplink u USING (arrived_at, id)
             WHERE u.device = '70b3d57ba0000002' AND u.kind = 'uplink' AND u.time_source = 'network'
               AND u.frame_counter = 7 AND u.port = 1 AND u.dev_addr = '00189440' AND u.spreading_factor = 9
               AND u.rssi_dbm = -97 AND u.snr_decibel = 7.8::real AND u.model = 'decentlab-dl-mbx'
               AND u.gateways @> '[{"id": "0016c001f153a14c", "rssiDbm": -113, "snrDecibel": -4.2}]'
               AND jsonb_array_length(u.gateways) = 2 AND u.time = '2026-07-18T12:00:00Z'
            """));
  }

  @Test
  void aSecondDeliveryIsADuplicate() {
    riverside.withGauge("70b3d57ba0000003", "twice");
    var frame = GaugeFrame.of("70b3d57ba0000003", 1, 1234, NOON);

    assertEquals(STORED, accept(frame));
    assertEquals(DUPLICATE, accept(frame));

    assertEquals(List.of(1234.0), riverside.values("twice", "distance"));
  }

  @Test
  void aFrameUnderTwoMessageIdsIsOneFrame() {
    riverside.withGauge("70b3d57ba0000004", "two-ids");
    var frame = GaugeFrame.of("70b3d57ba0000004", 1, 1234, NOON);

    assertEquals(STORED, accept(frame));
    assertEquals(DUPLICATE, accept(frame.underAnotherMessageId().at(NOON.plusMillis(250))));
    assertEquals(DUPLICATE, accept(frame.underAnotherMessageId().at(NOON.minusMillis(250))));

    assertEquals(List.of(1234.0), riverside.values("two-ids", "distance"));
  }

  @Test
  void aCounterThatWasResetMakesNoDuplicateOfAnEqualPayload() {
    riverside.withGauge("70b3d57ba0000005", "reset");
    var frame = GaugeFrame.of("70b3d57ba0000005", 0, 1234, NOON);

    assertEquals(STORED, accept(frame));
    assertEquals(STORED, accept(frame.underAnotherMessageId().at(NOON.plus(Duration.ofHours(1)))));

    assertEquals(List.of(1234.0, 1234.0), riverside.values("reset", "distance"));
  }

  @Test
  void aMessageOfAnUnknownDeviceIsKeptAsUnregistered() {
    assertEquals(UNREGISTERED, accept(GaugeFrame.of("70b3d57ba0000006", 1, 1234, NOON)));

    assertEquals(
        List.of("the device is not registered"),
        riverside.texts("SELECT reason FROM uplink WHERE device = '70b3d57ba0000006'"));
  }

  @Test
  void aDeviceThatWasAtNoSiteAtThatTimeIsUnregisteredToo() {
    var ends = NOON.plus(Duration.ofHours(1));
    riverside.with(
        new Placement(
            "70b3d57ba0000007", Riverside.GAUGE_MODEL, "removed", NOON, Optional.of(ends)));

    assertEquals(STORED, accept(GaugeFrame.of("70b3d57ba0000007", 2, 1234, NOON)));
    assertEquals(
        UNREGISTERED, accept(GaugeFrame.of("70b3d57ba0000007", 1, 1234, NOON.minusMillis(1))));
    assertEquals(UNREGISTERED, accept(GaugeFrame.of("70b3d57ba0000007", 3, 1234, ends)));
    assertEquals(STORED, accept(GaugeFrame.of("70b3d57ba0000007", 4, 1235, ends.minusMillis(1))));
  }

  @Test
  void bytesThatNobodyCanReadGoToQuarantineWithTheReason() {
    var message = message("application/water/device/70b3d57ba0000008/event/up", "{\"devAddr\"");

    assertEquals(QUARANTINED, riverside.accept(message));

    assertEquals(
        List.of("unreadable no JSON at line 1, column 11"),
        riverside.texts(
            """
            SELECT u.kind || ' ' || left(u.reason, 28) FROM uplink u JOIN message m USING (arrived_at, id)
             WHERE m.topic = 'application/water/device/70b3d57ba0000008/event/up'
            """));
  }

  @Test
  void aPayloadThatTheCodecRefusesGoesToQuarantineWithDeviceAndVersion() {
    riverside.withGauge("70b3d57ba0000009", "refused");
    var body =
        new String(GaugeFrame.of("70b3d57ba0000009", 1, 1234, NOON).message().body())
            .replace("AgEvAAME0gAPC7E=", "AgEvAAME");

    assertEquals(
        QUARANTINED,
        riverside.accept(message("application/water/device/70b3d57ba0000009/event/up", body)));

    assertEquals(
        List.of("decentlab-dl-mbx: sensor 0 at byte 5 needs 4 bytes, 1 left"),
        riverside.texts(
            "SELECT model || ': ' || reason FROM uplink WHERE device = '70b3d57ba0000009'"));
  }

  @Test
  void anotherMessageOfTheSameTimeIsAConflictAndStaysBeside() {
    riverside.withGauge("70b3d57ba000000a", "conflict");

    assertEquals(STORED, accept(GaugeFrame.of("70b3d57ba000000a", 1, 1234, NOON)));
    assertEquals(STORED, accept(GaugeFrame.of("70b3d57ba000000a", 2, 1300, NOON)));

    assertEquals(List.of(1234.0), riverside.values("conflict", "distance"));
    assertEquals(
        List.of("1300"),
        riverside.texts(
            """
            SELECT c.value FROM conflict c JOIN series s ON s.id = c.series_id
             WHERE s.subject = 'conflict' AND s.quantity = 'distance'
            """));
  }

  @Test
  void twoValuesForOnePlaceInOneMessageAreAConflictToo() {
    riverside.with(sensor("twofold"));
    var pack =
        "[{\"bt\":1784376000,\"n\":\"distance\",\"v\":1234},{\"n\":\"distance\",\"v\":1300}]";

    assertEquals(STORED, riverside.accept(message("up/twofold?ct=110", pack)));

    assertEquals(1, riverside.values("twofold", "distance").size());
    assertEquals(
        1,
        riverside.number(
            """
            SELECT count(*) FROM conflict c JOIN series s ON s.id = c.series_id JOIN reading r USING (series_id, time)
             WHERE s.subject = 'twofold' AND c.value <> r.value
            """));
  }

  @Test
  void equalPacksWithoutATimeAreTwoMeasurementsUnlessTheTransportSaysOtherwise() {
    riverside.with(sensor("timeless"));
    var first = message("up/timeless?ct=110", "[{\"n\":\"distance\",\"t\":-5,\"v\":1234}]");

    assertEquals(STORED, riverside.accept(first));
    assertEquals(STORED, riverside.accept(later(first, false)));
    assertEquals(DUPLICATE, riverside.accept(later(first, true)));

    assertEquals(List.of(1234.0, 1234.0), riverside.values("timeless", "distance"));
  }

  @Test
  void aSeriesKeepsItsUnitAndWhatComesInAnotherGoesToQuarantine() {
    riverside.withGauge("70b3d57ba000000b", "unit");
    riverside
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO series (subject_kind, subject, quantity, unit) VALUES ('site', 'unit', 'distance', 'm')"));

    assertEquals(QUARANTINED, accept(GaugeFrame.of("70b3d57ba000000b", 1, 1234, NOON)));

    assertEquals(
        List.of(
            "distance of unit is kept in m, but came in mm: give the model the unit of the series"),
        riverside.texts("SELECT reason FROM uplink WHERE device = '70b3d57ba000000b'"));
    assertEquals(List.of(), riverside.values("70b3d57ba000000b", "battery_voltage"));
  }

  @Test
  void aComplaintOfTheNetworkServerIsJoinedToItsUplinkWhicheverComesFirst() {
    riverside.withGauge("70b3d57ba000000c", "complaint");
    var frame = GaugeFrame.of("70b3d57ba000000c", 1, 1234, NOON);
    var later = GaugeFrame.of("70b3d57ba000000c", 2, 1235, NOON.plusSeconds(600));

    assertEquals(STORED, accept(frame));
    assertEquals(STORED, riverside.accept(frame.complaint("x is not defined")));
    assertEquals(STORED, riverside.accept(later.complaint("y is not defined")));
    assertEquals(STORED, accept(later));

    assertEquals(
        List.of("1 ERROR UPLINK_CODEC: x is not defined", "2 ERROR UPLINK_CODEC: y is not defined"),
        riverside.texts(
            """
            SELECT u.frame_counter || ' ' || l.reason FROM uplink u JOIN uplink l ON l.about = u.identity
             WHERE u.device = '70b3d57ba000000c' AND l.kind = 'log' ORDER BY 1
            """));
  }

  @Test
  void whatIsTurnedAwayAtTheDoorIsCountedOutsideTheLaw() {
    riverside.journal().countRefused(3);

    assertEquals(3, riverside.number("SELECT sum(count) FROM tally WHERE outcome = 'refused'"));
  }

  private static Outcome accept(GaugeFrame frame) {
    return riverside.accept(frame.message());
  }

  private static Placement sensor(String device) {
    return new Placement(
        device, "pilotfeld-senml-level", device, Riverside.BEGINNING, Optional.empty());
  }

  private static Message message(String topic, String body) {
    return new Message("test", topic, body.getBytes(StandardCharsets.UTF_8), NOON, false);
  }

  private static Message later(Message message, boolean redelivered) {
    return new Message(
        message.source(),
        message.topic(),
        message.body(),
        message.arrivedAt().plus(Duration.ofHours(1)),
        redelivered);
  }
}
