package pilotfeld.ingest.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.ingest.RunningSystem;
import pilotfeld.processing.delivery.AppKey;
import pilotfeld.processing.delivery.Delivered;
import pilotfeld.processing.delivery.DeliveryImport;
import pilotfeld.processing.fixture.ChirpstackStandIn;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.fixture.TestDatabase;
import pilotfeld.processing.network.NetworkStates;
import pilotfeld.processing.registry.Registrar;
import pilotfeld.processing.registry.Registrar.Pilot;
import pilotfeld.processing.registry.Registrar.Placement;
import pilotfeld.processing.registry.Registrar.Site;
import pilotfeld.processing.secret.MasterSecret;
import pilotfeld.processing.store.DatabaseSettings;

/// The packaged program, killed between the commit of a registration and its arrival at the network
/// server.
class NetworkKillIT {

  private static final String API_KEY = "a-key-for-tests";
  private static final String SECRET = MasterSecret.random();
  private static final String DEVICE = "70b3d57ba0000001";
  private static final String MODEL = "decentlab-dl-mbx";
  private static final AppKey KEY = new AppKey("2b7e151628aed2a6abf7158809cf4f3c");
  // As if the time had passed for which the process that was killed had it at hand.
  private static final String END_LEASE = "UPDATE outbox SET next_attempt_at = clock_timestamp()";

  private final DatabaseSettings database = TestDatabase.create();
  private final Jdbi jdbi = Jdbi.create(database.url(), database.user(), database.password());
  private final NetworkStates states = new NetworkStates(jdbi);
  private final ChirpstackStandIn chirpstack =
      new ChirpstackStandIn(API_KEY).withProfile(ChirpstackStandIn.PROFILE, MODEL);

  @TempDir private Path folder;
  private Service service;

  @BeforeEach
  void open() throws IOException {
    var settings =
        new HashMap<>(
            Map.of(
                "PILOTFELD_NETWORK_SERVERS",
                "chirpstack",
                "PILOTFELD_NETWORK_CHIRPSTACK_URL",
                chirpstack.url().toString(),
                "PILOTFELD_NETWORK_CHIRPSTACK_API_KEY",
                API_KEY,
                "PILOTFELD_NETWORK_CHIRPSTACK_APPLICATION",
                ChirpstackStandIn.APPLICATION,
                "PILOTFELD_NETWORK_CHIRPSTACK_TENANT",
                ChirpstackStandIn.TENANT));
    settings.put("PILOTFELD_DB_URL", database.url());
    settings.put("PILOTFELD_DB_USER", database.user());
    settings.put("PILOTFELD_DB_PASSWORD", database.password());
    settings.put("PILOTFELD_SECRET_KEY", SECRET);
    settings.put("PILOTFELD_COAPS_PORT", Integer.toString(RunningSystem.freeUdpPort()));
    settings.put("PILOTFELD_STATE", folder.resolve("state").toString());
    service = new Service(settings, folder.resolve("log"));
  }

  @AfterEach
  void close() {
    service.close();
    chirpstack.close();
  }

  @Test
  void aDeviceIsMadeOnceThoughTheServiceIsKilledBeforeItIsSentAndWhileItIs() throws Exception {
    service.start();
    service.kill();
    register();
    assertEquals("waiting", states.of(DEVICE).getFirst().state());

    chirpstack.holdAnswerOf("Create");
    service.start();
    Eventually.equal(1, chirpstack::size);
    service.kill();
    chirpstack.relent();
    jdbi.useHandle(handle -> handle.execute(END_LEASE));

    service.start();
    Eventually.equal("known", () -> states.of(DEVICE).getFirst().state());
    assertEquals(1, chirpstack.size());
    assertEquals(1, Collections.frequency(chirpstack.calls(), "Create"));
    assertEquals(KEY.hex(), chirpstack.keys(DEVICE).orElseThrow().getNwkKey());
    assertEquals(0, service.logged(KEY.hex()));
    assertEquals(0, service.logged(API_KEY));
    assertTrue(states.of(DEVICE).getFirst().reason().isEmpty());
  }

  private void register() {
    var registrar = new Registrar(jdbi);
    registrar.pilot(new Pilot("water", "Water", "", LocalDate.of(2026, 1, 1)));
    registrar.site(new Site("hase-1", "water", Optional.empty(), "Hase", 52.28, 8.05));
    registrar.place(
        new Placement(DEVICE, MODEL, "hase-1", Instant.now().minusSeconds(60), Optional.empty()));
    var delivered =
        new Delivered(
            1,
            DEVICE,
            Optional.of("24e124c0002a0001"),
            Optional.of(KEY),
            Optional.empty(),
            Optional.empty());
    new DeliveryImport(jdbi, MasterSecret.parse(SECRET))
        .run(List.of(delivered), new DeliveryImport.Way(Optional.empty(), false, false));
  }
}
