package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import pilotfeld.ingest.setup.BrokerClient;
import pilotfeld.ingest.setup.BrokerClient.Door;

/// The stack of docker-compose.yml, from an empty machine to one reading.
class ComposeIT {

  private static final String TOPIC = "application/pilots/device/70b3d57ba0000001/event/up";
  // Decentlab DL-MBX: device 303, level 1234 mm, battery 2.993 V.
  private static final String UPLINK =
      """
      {"deduplicationId": "3ac7e3c4-4401-4b8d-9386-a5c902f9202d", "time": "%s",
       "deviceInfo": {"devEui": "70b3d57ba0000001"}, "devAddr": "00189440", "fCnt": 1, "fPort": 1,
       "data": "AgEvAAME0gABC7E=",
       "rxInfo": [{"gatewayId": "0016c001f153a14c", "uplinkId": 1, "rssi": -36, "snr": 10.5}],
       "txInfo": {"frequency": 867100000,
                  "modulation": {"lora": {"bandwidth": 125000, "spreadingFactor": 11}}}}
      """;
  private static final String READING =
      "SELECT site || ' ' || value || ' ' || unit FROM dash_reading WHERE quantity = 'distance'";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private static Stack stack;
  private static Door door;

  @BeforeAll
  static void startTheStack() {
    stack = Stack.whereDockerIs();
    stack.up();
    door = new Door(stack.mqttPort(), stack.setUp("operator/ca.crt"));
  }

  @AfterAll
  static void removeTheStack() {
    if (stack != null) {
      stack.down();
    }
  }

  @Test
  void everyServiceIsHealthyAndTheirLogShowsNoSecret() {
    for (var service : Stack.RUNNING) {
      assertEquals("healthy", stack.health(service), service);
    }
    var logs = stack.logs();
    assertFalse(logs.contains(stack.setUp("operator/administrator_password")));
    assertFalse(logs.contains(stack.setUp("operator/chirpstack_password")));
    assertFalse(logs.contains(stack.setUp("ingest/database_password")));
    assertFalse(logs.contains(stack.setUp("ingest/secret_key")));
  }

  @Test
  void anUplinkOverTlsBecomesAReadingThatGrafanaSees() throws Exception {
    register("70b3d57ba0000001", "hase-1");
    try (var chirpstack = chirpstack()) {
      assertEquals(0, chirpstack.publish(TOPIC, UPLINK.formatted(Instant.now())));
    }

    awaitStatus("\"stored\":1");
    var listed = stack.compose(words("device list --pilot water")).orFail();
    assertTrue(listed.contains("70b3d57ba0000001  decentlab-dl-mbx  water  hase-1 "), listed);
    assertEquals("hase-1 1234 mm", asGrafana(READING).orFail());
  }

  // Forbidden is an answer that only who holds the key is given, and leaves the numbers as they
  // are.
  @Test
  void aKeyThatOneServiceMadeOpensTheDoorOfTheOther() throws Exception {
    register("gauge-dtls", "hase-2");
    var shown = stack.compose(words("device key gauge-dtls")).orFail();

    try (var sensor = new DtlsSensor("gauge-dtls", DeviceKeyCommandIT.key(shown))) {
      var server = new InetSocketAddress("127.0.0.1", stack.coapsPort());
      assertEquals(ResponseCode.FORBIDDEN, sensor.post(server, "gauge-other", "[]").getCode());
    }
  }

  @Test
  void grafanaSeesNothingButItsViews() {
    var attempt = asGrafana("SELECT count(*) FROM reading");

    assertTrue(attempt.errors().contains("permission denied"), attempt.toString());
  }

  @Test
  void theBrokerRefusesWhoeverItDoesNotKnow() {
    assertEquals(BrokerClient.NOT_AUTHORIZED, refusal(() -> door.connectAsNobody()));
    assertEquals(BrokerClient.NOT_AUTHORIZED, refusal(() -> door.connect("chirpstack", "wrong")));
  }

  @Test
  void theNetworkServerWritesItsOwnTopicsOnly() throws Exception {
    try (var chirpstack = chirpstack()) {
      assertEquals(
          BrokerClient.NOT_AUTHORIZED, chirpstack.publish("pilotfeld/gauge-1/up", "foreign"));
    }
  }

  @Test
  void theSetupMayRunAgain() {
    var again = stack.compose("run", "-T", "--rm", "--no-deps", "setup").orFail();

    assertTrue(again.startsWith("Everything is there already"), again);
  }

  private static void register(String device, String site) {
    stack
        .compose(
            words(
                "device add %s --model decentlab-dl-mbx --pilot water --site %s --since 2026-01-01"
                    .formatted(device, site)))
        .orFail();
  }

  private static String[] words(String command) {
    return ("exec -T processing pilotfeld " + command).split(" ");
  }

  private static BrokerClient chirpstack() throws MqttException {
    return door.connect("chirpstack", stack.setUp("operator/chirpstack_password"));
  }

  // By the network, where a password is asked for.
  private static Call asGrafana(String sql) {
    var password = "PGPASSWORD=" + stack.setUp("grafana/grafana_db_password");
    return stack.compose(
        "exec",
        "-T",
        "-e",
        password,
        "database",
        "psql",
        "-h",
        "database",
        "-U",
        "grafana",
        "-d",
        "pilotfeld",
        "-Atc",
        sql);
  }

  private static int refusal(Executable attempt) {
    return assertThrows(MqttException.class, attempt).getReasonCode();
  }

  private static void awaitStatus(String wanted) throws IOException, InterruptedException {
    var giveUp = System.nanoTime() + PATIENCE.toNanos();
    var status = status();
    while (!status.contains(wanted) && System.nanoTime() < giveUp) {
      LockSupport.parkNanos(PAUSE.toNanos());
      status = status();
    }
    assertTrue(status.contains(wanted), status);
  }

  private static String status() throws IOException, InterruptedException {
    var address = URI.create("http://127.0.0.1:" + stack.httpPort() + "/api/status");
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }
}
