package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.elements.exception.ConnectorException;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.registry.Registrar;
import pilotfeld.processing.secret.DeviceKey;
import pilotfeld.processing.secret.DeviceKeys;
import pilotfeld.processing.secret.MasterSecret;

/// CoAP over DTLS with keys of devices, from a sensor to the view. Each test has a device of its
/// own.
class CoapsIT {

  private static final String SECRET = MasterSecret.random();
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final byte[] WRONG = "a key of another device".getBytes(StandardCharsets.US_ASCII);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int SESSIONS_LIMIT_OF_DEVICE = 4;

  private static RunningSystem system;
  private static DeviceKeys keys;

  @BeforeAll
  static void start() throws Exception {
    system = new RunningSystem(Map.of("PILOTFELD_SECRET_KEY", SECRET));
    keys = keys(SECRET);
    system
        .application()
        .registrar()
        .pilot(new Registrar.Pilot("water", "Water level", "", LocalDate.EPOCH));
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_PSK_WITH_AES_128_CCM_8_SHA256",
        "TLS_PSK_WITH_AES_128_GCM_SHA256",
        "TLS_PSK_WITH_AES_128_CCM_8"
      })
  void aSensorWithItsKeyIsAnsweredOnceItsReadingIsDurable(CipherSuite suite) throws Exception {
    var device = "gauge-" + suite.name().toLowerCase().replace('_', '-');
    var key = register(device);

    try (var sensor = new DtlsSensor(device, key.bytes(), List.of(suite))) {
      assertEquals(
          ResponseCode.CHANGED, sensor.post(system.coaps(), device, distance(1500)).getCode());
    }

    assertEquals(List.of(1500.0), distances(device));
  }

  @Test
  void aSensorWhoseAddressChangesNeedsNoNewHandshake() throws Exception {
    var key = register("gauge-behind-nat");

    try (var nat = new Nat(system.coaps());
        var sensor = new DtlsSensor("gauge-behind-nat", key.bytes())) {
      var first = sensor.post(nat.address(), "gauge-behind-nat", distance(1500));
      var port = nat.port();
      nat.forget();
      var second = sensor.post(nat.address(), "gauge-behind-nat", distance(1501));

      assertEquals(ResponseCode.CHANGED, first.getCode());
      assertEquals(ResponseCode.CHANGED, second.getCode());
      assertNotEquals(port, nat.port());
      assertEquals(1, sensor.handshakes());
    }
    assertEquals(List.of(1500.0, 1501.0), distances("gauge-behind-nat"));
  }

  @Test
  void aDevEuiMaySpellItselfAsItLikes() throws Exception {
    var key = register("70b3d57ba0000077");

    try (var sensor = new DtlsSensor("70B3D57BA0000077", key.bytes())) {
      assertEquals(
          ResponseCode.CHANGED,
          sensor.post(system.coaps(), "70-B3-D5-7B-A0-00-00-77", distance(1500)).getCode());
    }
    assertEquals(List.of(1500.0), distances("70b3d57ba0000077"));
  }

  @Test
  void thePathOfAnotherDeviceIsForbidden() throws Exception {
    var key = register("gauge-curious");
    register("gauge-of-another");
    var refused = refused();

    try (var sensor = new DtlsSensor("gauge-curious", key.bytes())) {
      var answer = sensor.post(system.coaps(), "gauge-of-another", distance(1500));

      assertEquals(ResponseCode.FORBIDDEN, answer.getCode());
      assertEquals("a device writes to /up/ and its own id only", answer.getResponseText());
      assertEquals(
          ResponseCode.CHANGED,
          sensor.post(system.coaps(), "gauge-curious", distance(1500)).getCode());
    }
    assertEquals(List.of(), distances("gauge-of-another"));
    Eventually.equal(refused + 1, CoapsIT::refused);
  }

  @Test
  void thePathOfAnotherDeviceIsForbiddenAtTheFirstBlock() throws Exception {
    var key = register("gauge-in-blocks");
    var refused = refused();

    try (var sensor = new DtlsSensor("gauge-in-blocks", key.bytes())) {
      assertEquals(
          ResponseCode.CONTINUE, sensor.begin(system.coaps(), "gauge-in-blocks").getCode());
      assertEquals(
          ResponseCode.FORBIDDEN, sensor.begin(system.coaps(), "gauge-of-another").getCode());
    }
    Eventually.equal(refused + 1, CoapsIT::refused);
  }

  @Test
  void aWrongKeyIsRefusedAndCountedOnce() throws Exception {
    register("gauge-wrong");
    var refused = refused();

    assertRefused("gauge-wrong", WRONG);

    Eventually.equal(refused + 1, CoapsIT::refused);
    assertEquals(List.of(), distances("gauge-wrong"));
    assertOthersAreServed("gauge-beside-wrong");
  }

  @ParameterizedTest
  @CsvSource({"nobody-knows-me", "'no name, \r\n but a line for the log'"})
  void anUnknownIdentityIsRefusedAndCounted(String identity) throws Exception {
    var refused = refused();

    assertRefused(identity, WRONG);

    Eventually.equal(refused + 1, CoapsIT::refused);
  }

  @Test
  void aKeyThatCannotBeDecryptedIsRefusedAndNothingElseSuffers() throws Exception {
    register("gauge-sealed-elsewhere");
    var key = keys(MasterSecret.random()).renew("gauge-sealed-elsewhere");
    var refused = refused();

    assertRefused("gauge-sealed-elsewhere", key.bytes());

    Eventually.equal(refused + 1, CoapsIT::refused);
    assertOthersAreServed("gauge-beside-sealed");
  }

  @Test
  void aHandshakeThatWaitsForTheDatabaseHoldsUpNobodyElse() throws Exception {
    var key = register("gauge-in-session");
    var late = register("gauge-that-waits");

    try (var sensor = new DtlsSensor("gauge-in-session", key.bytes());
        var waiting = new DtlsSensor("gauge-that-waits", late.bytes());
        var handle = system.jdbi().open()) {
      sensor.post(system.coaps(), "gauge-in-session", distance(1500));
      handle.begin();
      handle.execute("LOCK TABLE coap_key IN ACCESS EXCLUSIVE MODE");
      var refused = CompletableFuture.supplyAsync(() -> isRefused(waiting, "gauge-that-waits"));
      // Asked anew each time: within one transaction the answer stays as it was.
      Eventually.equal(true, () -> system.jdbi().withHandle(CoapsIT::someoneWaitsForKeys));

      var answer = sensor.post(system.coaps(), "gauge-in-session", distance(1501));

      assertFalse(refused.isDone());
      assertEquals(ResponseCode.CHANGED, answer.getCode());
      assertTrue(refused.join());
      handle.rollback();
    }
    assertOthersAreServed("gauge-after-the-wait");
  }

  private static boolean someoneWaitsForKeys(Handle handle) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%coap_key WHERE device%')")
        .mapTo(Boolean.class)
        .one();
  }

  @Test
  void aRenewedKeyEndsTheSessionsOfTheOldOne() throws Exception {
    var old = register("gauge-renewed");

    try (var sensor = new DtlsSensor("gauge-renewed", old.bytes())) {
      sensor.post(system.coaps(), "gauge-renewed", distance(1500));
      var renewed = keys.renew("gauge-renewed");

      assertTrue(Eventually.within(PATIENCE, () -> isRefused(sensor, "gauge-renewed")));
      try (var again = new DtlsSensor("gauge-renewed", renewed.bytes())) {
        assertEquals(
            ResponseCode.CHANGED,
            again.post(system.coaps(), "gauge-renewed", distance(1501)).getCode());
      }
    }
    assertRefused("gauge-renewed", old.bytes());
  }

  @Test
  void aDeviceKeepsItsNewestSessionsAndItsEldestEnds() throws Exception {
    var key = register("gauge-restless").bytes();

    try (var eldest = new DtlsSensor("gauge-restless", key);
        var older = new DtlsSensor("gauge-restless", key);
        var restless = new DtlsSensor("gauge-restless", key)) {
      eldest.post(system.coaps(), "gauge-restless", distance(1500));
      older.post(system.coaps(), "gauge-restless", distance(1501));
      for (var restarts = 0; restarts < SESSIONS_LIMIT_OF_DEVICE - 1; restarts++) {
        restless.forget();
        restless.post(system.coaps(), "gauge-restless", distance(1502 + restarts));
      }

      assertTrue(isRefused(eldest, "gauge-restless"));
      assertFalse(isRefused(older, "gauge-restless"));
      assertEquals(1, older.handshakes());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "openssl, 110, confirmable",
    "openssl, 110, non-confirmable",
    "openssl, 50, confirmable",
    "openssl, 50, non-confirmable",
    "gnutls, 110, confirmable",
    "gnutls, 50, non-confirmable"
  })
  void libcoapsClientIsUnderstood(String build, int format, String type) throws Exception {
    var program = "/usr/bin/coap-client-" + build;
    assumeTrue(
        Files.isExecutable(Path.of(program)),
        "skipped: " + program + " is not installed, apt-get install libcoap3-bin");
    var device = String.join("-", "libcoap", build, Integer.toString(format), type);
    var key = register(device);
    var body = format == 110 ? distance(1600) : "{\"distance\":1600}";
    var words = new ArrayList<>(List.of(program, "-B", "10", "-m", "post", "-u", device));
    words.addAll(List.of("-k", key.key(), "-t", Integer.toString(format), "-e", body));
    if (type.startsWith("non")) {
      words.add("-N");
    }
    words.add("coaps://127.0.0.1:%d/up/%s".formatted(system.coaps().getPort(), device));

    Call.of(PATIENCE, words).orFail();

    Eventually.equal(List.of(1600.0), () -> distances(device));
  }

  private static DeviceKeys keys(String secret) {
    return new DeviceKeys(system.jdbi(), MasterSecret.parse(secret).orElseThrow());
  }

  private static DeviceKey register(String device) {
    var registrar = system.application().registrar();
    registrar.site(new Registrar.Site(device, "water", Optional.empty(), device, 52.28, 8.05));
    registrar.place(
        new Registrar.Placement(
            device,
            "pilotfeld-senml-level",
            device,
            NOW.minus(30, ChronoUnit.DAYS),
            Optional.empty()));
    system.application().refreshRegistry();
    return keys.renew(device);
  }

  // Without a time: it is that of arrival, so each is a reading of its own.
  private static String distance(int millimetres) {
    return "[{\"n\":\"distance\",\"u\":\"mm\",\"v\":%d}]".formatted(millimetres);
  }

  private static void assertRefused(String identity, byte[] key) {
    try (var sensor = new DtlsSensor(identity, key)) {
      assertTrue(isRefused(sensor, "gauge-1"));
    }
  }

  private static boolean isRefused(DtlsSensor sensor, String device) {
    try {
      return sensor.post(system.coaps(), device, distance(1)) == null;
    } catch (ConnectorException | IOException e) {
      return true;
    }
  }

  private static void assertOthersAreServed(String device) throws Exception {
    try (var sensor = new DtlsSensor(device, register(device).bytes())) {
      assertEquals(
          ResponseCode.CHANGED, sensor.post(system.coaps(), device, distance(1500)).getCode());
    }
  }

  private static List<Double> distances(String site) {
    return system
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT value FROM dash_reading WHERE site = :site AND quantity = 'distance' ORDER BY time")
                    .bind("site", site)
                    .mapTo(Double.class)
                    .list());
  }

  private static long refused() {
    system.application().intake().writeRefused();
    return system
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT coalesce(sum(count), 0)::bigint FROM tally WHERE outcome = 'refused'")
                    .mapTo(Long.class)
                    .one());
  }
}
