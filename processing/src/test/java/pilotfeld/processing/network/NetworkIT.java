package pilotfeld.processing.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.network.Landscape.DEVICE;
import static pilotfeld.processing.network.Landscape.KEY;

import io.grpc.Status;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.account.Actor;
import pilotfeld.processing.fixture.ChirpstackStandIn;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.fixture.ThingsStackStandIn;
import pilotfeld.processing.network.NetworkStates.NetworkState;
import pilotfeld.processing.outbox.Courier;
import pilotfeld.processing.outbox.OutboxLimits;
import pilotfeld.processing.outbox.OutboxList;
import pilotfeld.processing.registry.Registrar.Pilot;
import pilotfeld.processing.registry.Registrar.Placement;
import pilotfeld.processing.registry.Registrar.Site;
import pilotfeld.processing.secret.MasterSecret;

/// From the registry to two network servers: the outbox on a real database, the servers' contracts
/// over sockets.
class NetworkIT {

  private static final String API_KEY = "a key for tests";
  private static final MasterSecret SECRET = MasterSecret.parse(MasterSecret.random()).get();
  private static final Duration BLINK = Duration.ofMillis(20);
  private static final Duration DAY = Duration.ofDays(1);
  private static final OutboxLimits HASTY = new OutboxLimits(DAY, BLINK, BLINK, BLINK, DAY, DAY);
  private static final Vertx VERTX = Vertx.vertx();
  private static final String SPARE = "70b3d57ba0000002";

  private final ChirpstackStandIn chirpstack =
      new ChirpstackStandIn(API_KEY).withProfile(ChirpstackStandIn.PROFILE, Riverside.GAUGE_MODEL);
  private final ThingsStackStandIn things = new ThingsStackStandIn(API_KEY);
  private final Riverside riverside = Riverside.open();
  private final NetworkStates states = new NetworkStates(riverside.jdbi());
  private NetworkServers servers;
  private List<Courier> couriers;

  @BeforeEach
  void open() {
    riverside.registrar().pilot(new Pilot("trees", "Trees", "", LocalDate.of(2026, 1, 1)));
    servers =
        new NetworkServers(
            List.of(
                Landscape.chirpstack(chirpstack.url().toString(), API_KEY),
                Landscape.things(things.url().toString(), API_KEY, Set.of("trees"))),
            riverside.jdbi());
    servers.write();
    couriers = couriers(Optional.of(SECRET));
    Landscape.deliver(riverside, SECRET, DEVICE, KEY);
    Landscape.deliver(riverside, SECRET, SPARE, KEY);
  }

  private List<Courier> couriers(Optional<MasterSecret> secret) {
    return servers.senders(VERTX, secret).stream()
        .map(each -> new Courier(each, riverside.jdbi(), secret, HASTY))
        .toList();
  }

  @AfterEach
  void close() throws Exception {
    servers.close();
    riverside.close();
    chirpstack.close();
    things.close();
  }

  @AfterAll
  static void end() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aRegisteredDeviceBecomesKnownToTheNetwork() {
    riverside.withGauge(DEVICE, "hase-1");
    assertEquals(List.of("chirpstack waiting"), said(DEVICE));

    run();

    assertEquals(List.of("chirpstack known"), said(DEVICE));
    assertEquals("hase-1", chirpstack.device(DEVICE).orElseThrow().getTagsMap().get("site"));
    assertEquals(List.of(), things.calls());
  }

  @Test
  void whatIsRefusedByTheRegistryNeverGoesOut() {
    riverside.withGauge(DEVICE, "hase-1");
    run();
    chirpstack.forgetCalls();

    try {
      riverside.withGauge(DEVICE, "hase-2");
    } catch (RuntimeException e) {
      // It is at a site already.
    }
    run();

    assertEquals(List.of(), chirpstack.calls());
    assertEquals("hase-1", chirpstack.device(DEVICE).orElseThrow().getTagsMap().get("site"));
  }

  @Test
  void aSwapTakesOneDownAndMakesTheOtherKnown() {
    riverside.withGauge(DEVICE, "hase-1");
    run();

    riverside.registrar().end(DEVICE, Instant.now().minusSeconds(60));
    riverside.with(
        new Placement(
            SPARE,
            Riverside.GAUGE_MODEL,
            "hase-1",
            Instant.now().minusSeconds(60),
            Optional.empty()));
    run();

    assertEquals(List.of("chirpstack removed"), said(DEVICE));
    assertTrue(chirpstack.device(DEVICE).orElseThrow().getIsDisabled());
    assertEquals(List.of("chirpstack known"), said(SPARE));
    assertFalse(chirpstack.device(SPARE).orElseThrow().getIsDisabled());
  }

  @Test
  void aDeviceThatMovesToAPilotOfAnotherServerLeavesTheFirst() {
    riverside.withGauge(DEVICE, "hase-1");
    run();

    riverside.registrar().end(DEVICE, Instant.now().minusSeconds(60));
    atTheTree(Instant.now().minusSeconds(30));
    run();

    assertEquals(List.of("chirpstack removed", "tts known"), said(DEVICE));
    assertTrue(chirpstack.device(DEVICE).orElseThrow().getIsDisabled());
    assertTrue(things.at("ns", "eui-" + DEVICE).isPresent());
  }

  @Test
  void whatBeginsAndEndsLaterIsMadeKnownThen() throws Exception {
    riverside.registrar().site(site("hase-1", "water"));
    var soon = Instant.now().plusMillis(700);
    riverside
        .registrar()
        .place(
            new Placement(
                DEVICE, Riverside.GAUGE_MODEL, "hase-1", soon, Optional.of(soon.plusMillis(1500))));
    run();
    assertEquals(0, chirpstack.size());

    Eventually.equal(List.of("chirpstack known"), this::saidAfterRun);
    Eventually.equal(List.of("chirpstack removed"), this::saidAfterRun);
  }

  @Test
  void aKeyThatComesAfterTheRegistrationIsAllThatWasMissing() {
    var late = "70b3d57ba0000003";
    riverside.withGauge(late, "hase-1");
    run();
    assertEquals(List.of("chirpstack refused"), said(late));
    assertTrue(states.of(late).getFirst().reason().orElseThrow().contains("no delivery list"));

    Landscape.deliver(riverside, SECRET, late, KEY);
    run();

    assertEquals(List.of("chirpstack known"), said(late));
    assertEquals(List.of(), new OutboxList(riverside.jdbi()).open(false));
  }

  @Test
  void aServerThatIsAwayIsCaughtUpWith() throws Exception {
    var port = chirpstack.url().getPort();
    chirpstack.close();
    riverside.withGauge(DEVICE, "hase-1");
    run();
    var state = states.of(DEVICE).getFirst();
    assertEquals("waiting", state.state());
    assertTrue(state.reason().orElseThrow().contains("cannot be reached"), state::toString);

    try (var back =
        new ChirpstackStandIn(API_KEY, port)
            .withProfile(ChirpstackStandIn.PROFILE, Riverside.GAUGE_MODEL)) {
      Eventually.equal(List.of("chirpstack known"), this::saidAfterRun);
      assertEquals(1, back.size());
    }
  }

  @Test
  void aRefusedDeviceIsKnownOnceItIsMendedAndTriedAgain() {
    riverside.withGauge(DEVICE, "hase-1");
    chirpstack.refuse("ListProfiles", Status.UNIMPLEMENTED);
    run();
    assertEquals(List.of("chirpstack refused"), said(DEVICE));
    chirpstack.relent();

    new OutboxList(riverside.jdbi()).retry(Actor.atCommandLine("somebody"), Optional.empty());
    run();

    assertEquals(List.of("chirpstack known"), said(DEVICE));
  }

  @Test
  void aKeyThatCannotBeOpenedIsSaid() {
    riverside.withGauge(DEVICE, "hase-1");

    couriers(MasterSecret.parse(MasterSecret.random())).forEach(Courier::run);

    assertEquals(List.of("chirpstack refused"), said(DEVICE));
    assertTrue(
        states.of(DEVICE).getFirst().reason().orElseThrow().contains("PILOTFELD_SECRET_KEY"));
  }

  @Test
  void nothingOfAKeyStandsInTheOutboxOrInAReason() {
    riverside.withGauge(DEVICE, "hase-1");
    chirpstack.refuse("CreateKeys", Status.INTERNAL);
    run();

    assertEquals(
        0,
        riverside.number(
            "SELECT count(*) FROM outbox o WHERE o::text ILIKE '%" + KEY.hex() + "%'"));
  }

  @Test
  void aSensorWithoutADevEuiIsNoneOfTheirs() {
    riverside.withGauge("gauge-of-our-own", "hase-1");

    assertEquals(0, riverside.number("SELECT count(*) FROM outbox"));
  }

  @Test
  void whatWasRegisteredBeforeThereWasAServerIsLookedAtWhenAsked() throws Exception {
    try (var none = new NetworkServers(List.of(), riverside.jdbi())) {
      none.write();
      riverside.withGauge(DEVICE, "hase-1");
      assertEquals(0, states.provision(Optional.empty()));
    }
    servers.write();
    assertEquals(List.of(), said(DEVICE));

    assertEquals(0, states.provision(Optional.of("70b3d57ba00000ff")));
    assertEquals(1, states.provision(Optional.of(DEVICE.toUpperCase(Locale.ROOT))));
    run();

    assertEquals(List.of("chirpstack known"), said(DEVICE));
  }

  @Test
  void whatWaitsForAServerThatTheSettingsNameNoMoreIsDropped() throws Exception {
    riverside.withGauge(DEVICE, "hase-1");

    try (var none = new NetworkServers(List.of(), riverside.jdbi())) {
      none.write();
    }

    assertEquals(List.of(), new OutboxList(riverside.jdbi()).open(false));
  }

  private void atTheTree(Instant since) {
    riverside.registrar().site(site("tree-1", "trees"));
    riverside
        .registrar()
        .place(new Placement(DEVICE, Riverside.GAUGE_MODEL, "tree-1", since, Optional.empty()));
  }

  private static Site site(String id, String pilot) {
    return new Site(id, pilot, Optional.empty(), "A site", 52.28, 8.05);
  }

  private void run() {
    couriers.forEach(Courier::run);
  }

  private List<String> saidAfterRun() {
    run();
    return said(DEVICE);
  }

  private List<String> said(String device) {
    return states.of(device).stream().map(NetworkIT::said).toList();
  }

  private static String said(NetworkState state) {
    return state.server() + " " + state.state();
  }
}
