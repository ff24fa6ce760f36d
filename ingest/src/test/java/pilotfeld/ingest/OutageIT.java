package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.ingest.coap.CoapReceiver;
import pilotfeld.ingest.service.Application;
import pilotfeld.ingest.service.Role;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.fixture.TestDatabase;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.spool.Spool;
import pilotfeld.processing.spool.SpoolEntry;
import pilotfeld.processing.spool.SpoolLimits;
import pilotfeld.processing.store.DatabaseSettings;
import pilotfeld.processing.store.StoreUnavailable;

/// The whole system while its database is away, and when it is back.
class OutageIT {

  @TempDir private Path state;

  @Test
  void whatCoapAcknowledgedInAnOutageIsInTheTablesAfterwards() throws Exception {
    try (var system = new RunningSystem(Map.of())) {
      TestDatabase.takeAway(system.database());
      for (var number = 0; number < 5; number++) {
        assertEquals(ResponseCode.CHANGED, post(system, "sensor-" + number));
      }
      TestDatabase.bringBack(system.database());

      Eventually.equal(
          List.of("sensor-0", "sensor-1", "sensor-2", "sensor-3", "sensor-4"),
          () -> devices(system));
      Eventually.equal(
          new ObjectMapper()
              .readTree(
                  """
                  {"received":5,"stored":0,"duplicate":0,"unregistered":5,"quarantined":0,"spooled":0,"setAside":0}
                  """),
          () -> status(system));
    }
  }

  @Test
  void aSensorIsToldToComeBackWhenTheSpoolIsFullToo() throws Exception {
    try (var system =
        new RunningSystem(Map.of("PILOTFELD_SPOOL_FREE_BYTES", "" + Long.MAX_VALUE))) {
      TestDatabase.takeAway(system.database());

      var answer = new CoapClient(system.coap() + "/up/sensor").post("{\"level\":1}", 50);

      assertEquals(ResponseCode.SERVICE_UNAVAILABLE, answer.getCode());
      assertEquals(CoapReceiver.COME_BACK_AFTER, answer.getOptions().getMaxAge());
      TestDatabase.bringBack(system.database());
      Eventually.equal(ResponseCode.CHANGED, () -> post(system, "sensor"));
    }
  }

  @Test
  void whatWaitedWhenItWasStoppedIsDrainedAfterTheNextStart() throws Exception {
    try (var spool = Spool.open(state.resolve("spool"), new SpoolLimits(1024 * 1024, 0))) {
      var message =
          new Message("coap", "up/early?ct=50", "{\"level\":1}".getBytes(), Instant.now(), false);
      spool.add(List.of(new SpoolEntry(UUID.randomUUID(), message)));
    }

    try (var system = new RunningSystem(Map.of("PILOTFELD_STATE", state.toString()))) {
      Eventually.equal(List.of("early"), () -> devices(system));
    }
  }

  @Test
  void aFirstStartWithoutItsDatabaseIsRefused() throws Exception {
    var settings =
        Settings.from(
            Map.of(
                "PILOTFELD_STATE",
                state.toString(),
                "PILOTFELD_HTTP_PORT",
                "" + RunningSystem.freeTcpPort()));
    var nowhere =
        new DatabaseSettings("jdbc:postgresql://127.0.0.1:1/pilotfeld", "pilotfeld", "secret");
    try (var application = new Application(settings, nowhere)) {
      assertThrows(
          StoreUnavailable.class,
          () -> application.start(EnumSet.allOf(Role.class), settings.brokers()));
    }
    assertFalse(Spool.isIn(state.resolve("spool")));
  }

  private static ResponseCode post(RunningSystem system, String device) throws Exception {
    var client = new CoapClient(system.coap() + "/up/" + device);
    client.setTimeout(20_000L);
    return client.post("{\"level\":1}", 50).getCode();
  }

  private static List<String> devices(RunningSystem system) {
    return system
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT device FROM uplink ORDER BY id")
                    .mapTo(String.class)
                    .list());
  }

  private static JsonNode status(RunningSystem system) throws IOException, InterruptedException {
    return new ObjectMapper().readTree(system.get("/api/status").body());
  }
}
