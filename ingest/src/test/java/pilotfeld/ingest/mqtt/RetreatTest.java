package pilotfeld.ingest.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pilotfeld.ingest.mqtt.MqttSettings.Version;

class RetreatTest {

  private static final MqttSettings BROKER =
      new MqttSettings(
          "tts",
          "PILOTFELD_MQTT_TTS_",
          "tcp://there:1883",
          Version.MQTT_5,
          Optional.empty(),
          "",
          Optional.empty(),
          "pilotfeld",
          List.of("v3/#"));
  private static final BrokerTrouble REFUSED =
      BrokerTrouble.of(BROKER, 0, new ConnectException("refused"));
  private static final BrokerTrouble TAKEN_OVER =
      BrokerTrouble.of(BROKER, 0x8E, null).after(Duration.ofHours(3));

  private static BrokerTrouble closedAfter(Duration stay) {
    return BrokerTrouble.of(BROKER, 0, new EOFException()).after(stay);
  }

  // Each pause in seconds, and a star where the session is left to another client.
  private static List<String> pauses(BrokerTrouble... troubles) {
    var retreat = Retreat.NONE;
    var pauses = new ArrayList<String>();
    for (var trouble : troubles) {
      retreat = retreat.after(trouble);
      var seconds = retreat.pause().orElseThrow().time().toSeconds();
      pauses.add(seconds + (retreat.isTakenOver() ? "*" : ""));
    }
    return pauses;
  }

  @Test
  void aBrokerThatStaysAwayIsAskedLessAndLessOftenButTwiceAMinute() {
    assertEquals(
        List.of("1", "2", "4", "8", "16", "30", "30"),
        pauses(Stream.generate(() -> REFUSED).limit(7).toArray(BrokerTrouble[]::new)));
  }

  @Test
  void afterALongStayItIsAskedSoonAgain() {
    var lost = closedAfter(Duration.ofHours(1));

    assertEquals(List.of("1", "2", "1"), pauses(REFUSED, REFUSED, lost));
  }

  @Test
  void aSessionThatAnotherTookOverIsLeftToItForMinutesAndLongerEachTime() {
    assertEquals(
        List.of("1", "300*", "600*", "1200*", "2400*", "3600*", "3600*", "1"),
        pauses(
            REFUSED,
            TAKEN_OVER,
            TAKEN_OVER,
            TAKEN_OVER,
            TAKEN_OVER,
            TAKEN_OVER,
            TAKEN_OVER,
            REFUSED));
  }

  @Test
  void threeShortStaysInARowAreTakenForATakeOver() {
    var brief = closedAfter(Duration.ofSeconds(2));

    assertEquals(List.of("1", "2", "300*", "600*"), pauses(brief, brief, brief, brief));
  }

  @Test
  void aBrokerThatGoesAwayBetweenThemOrALineThatBreaksIsNone() {
    var brief = closedAfter(Duration.ofSeconds(2));
    var broken =
        BrokerTrouble.of(BROKER, 0, new SocketTimeoutException()).after(Duration.ofSeconds(2));

    assertEquals(List.of("1", "2", "4", "8"), pauses(brief, brief, REFUSED, brief));
    assertEquals(List.of("1", "2", "4", "8"), pauses(brief, brief, broken, brief));
  }

  @Test
  void aPauseIsBetweenHalfOfItAndAllOfIt() {
    var pause = Pause.first();
    var times = Stream.generate(pause::jittered).limit(1_000).toList();

    assertTrue(times.stream().allMatch(time -> time.compareTo(pause.time().dividedBy(2)) >= 0));
    assertTrue(times.stream().allMatch(time -> time.compareTo(pause.time()) <= 0));
    assertFalse(times.stream().distinct().count() < 900);
  }
}
