package pilotfeld.ingest.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pilotfeld.ingest.LogLines;
import pilotfeld.ingest.mqtt.MqttSettings.Version;
import pilotfeld.processing.fixture.Eventually;

class SessionIT {

  @TempDir private static Path folder;
  private static StrictBroker broker;

  @BeforeAll
  static void startTheBroker() throws Exception {
    broker = StrictBroker.start(folder);
  }

  @AfterAll
  static void stopTheBroker() throws Exception {
    broker.stop();
  }

  @ParameterizedTest
  @EnumSource
  void aRefusedSubscriptionIsNamedAndAskedForAgainWhileTheOthersFlow(Version version)
      throws Exception {
    var code = version == Version.MQTT_5 ? "0x87" : "0x80";
    broker.refuse("refused/" + version);
    try (var log = new LogLines();
        var visitor =
            Visitor.to(
                broker.url(),
                version,
                "refused-" + version,
                "granted/" + version,
                "refused/" + version)) {
      var line =
          "tts: the broker refuses the subscription of “refused/%s” (%s): look at PILOTFELD_MQTT_TTS_TOPICS, and at the rights of a client without user there; trying again within 1 s"
              .formatted(version, code);
      Eventually.equal(List.of(line), () -> log.beginning("tts: "));
      broker.publish("granted/" + version, "granted");
      // HiveMQ sends the next one after the acknowledgement of this one.
      visitor.next("granted").acknowledge().run();

      broker.grantAll();

      assertTrue(
          Eventually.within(
              Duration.ofSeconds(20),
              () -> {
                broker.publish("refused/" + version, "late");
                return visitor.hasArrived();
              }));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotAcknowledgedComesAgainAndIsMarkedAndWhatIsDoesNot(Version version)
      throws Exception {
    try (var first = Visitor.to(broker.url(), version, "kept-" + version, "kept/" + version)) {
      awaitSubscription(first, "kept/" + version);
      broker.publish("kept/" + version, "ready");
      first.next("ready").acknowledge().run();
      broker.publish("kept/" + version, "one");
      assertFalse(first.next("one").redelivered());
    }
    try (var second = Visitor.to(broker.url(), version, "kept-" + version, "kept/" + version)) {
      var again = second.next("one");
      assertTrue(again.redelivered());
      again.acknowledge().run();
      // HiveMQ takes the lowest packet id that is free, so this one mostly gets the same.
      broker.publish("kept/" + version, "one");
      var other = second.next("one");
      assertFalse(other.redelivered());
      other.acknowledge().run();
    }
    broker.publish("kept/" + version, "two");
    try (var third = Visitor.to(broker.url(), version, "kept-" + version, "kept/" + version)) {
      var two = third.next();
      assertEquals("two", two.body());
      assertFalse(two.redelivered());
    }
  }

  // A broker keeps nothing for a session that does not exist yet.
  private static void awaitSubscription(Visitor visitor, String topic) throws Exception {
    Eventually.equal(
        true,
        () -> {
          broker.publish(topic, "probe");
          return visitor.hasArrived();
        });
  }

  @Test
  void whoeverComesWithOurClientIdIsToldOf() throws Exception {
    try (var first = Visitor.to(broker.url(), Version.MQTT_5, "pilotfeld-tts", "any")) {
      awaitSubscription(first, "any");
      try (var _ = Visitor.to(broker.url(), Version.MQTT_5, "pilotfeld-tts", "any")) {
        assertEquals(
            "another client came with our client id “pilotfeld-tts”: give each its own, look at PILOTFELD_MQTT_TTS_CLIENT_ID",
            first.trouble());
      }
    }
  }

  @Test
  void aBrokerOfMqtt311OnlyIsToldFromOneThatIsAway() throws Exception {
    try (var older = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var visitor =
            Visitor.to(
                "tcp://127.0.0.1:" + older.getLocalPort(),
                Version.MQTT_5,
                "pilotfeld-tts",
                "v3/#")) {
      answerOnce(older);

      assertEquals(
          "the broker does not speak MQTT 5: look at PILOTFELD_MQTT_TTS_VERSION",
          visitor.trouble());
    }
  }

  // Section 3.2 of MQTT 3.1.1: CONNACK, unacceptable protocol version.
  private static void answerOnce(ServerSocket older) throws IOException {
    try (var connection = older.accept()) {
      connection.getInputStream().read(new byte[1024]);
      connection.getOutputStream().write(HexFormat.of().parseHex("20020001"));
    }
  }
}
