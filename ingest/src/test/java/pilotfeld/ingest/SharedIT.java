package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.fixture.Law;
import pilotfeld.processing.reading.Outcome;
import pilotfeld.processing.registry.Registrar;

/// Two processes with one state folder, among which a Mosquitto deals out the messages of a gauge.
class SharedIT {

  private static final String PASSWORD = "the broker's password for us";
  private static final String GAUGE = "70b3d57ba0000001";
  private static final String STRANGER = "70b3d57ba00000ff";
  private static final int PORTION = 250;
  // How many may be under way, of which the broker keeps a share for one that is stopped.
  private static final int AHEAD = 8 * PORTION;
  private static final Instant BEGINNING =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(2));
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir private Path folder;
  private NetworkServer broker;
  private RunningSystem first;
  private RunningSystem second;

  @BeforeEach
  void startTwoProcesses() throws Exception {
    broker = NetworkServer.start(folder.resolve("broker"), "pilotfeld", PASSWORD);
    first = new RunningSystem(settings());
    register();
    second = first.ingestBeside(settings());
    awaitThatBothTakeTheirShare();
  }

  private Map<String, String> settings() throws IOException {
    var settings = new HashMap<>(broker.settings("PILOTFELD_MQTT_", PASSWORD));
    settings.put("PILOTFELD_MQTT_GROUP", "ingest");
    settings.put("PILOTFELD_STATE", folder.resolve("state").toString());
    return settings;
  }

  private void register() {
    var registrar = first.application().registrar();
    registrar.pilot(new Registrar.Pilot("water", "Water", "How high?", LocalDate.EPOCH));
    registrar.site(new Registrar.Site("hase", "water", Optional.empty(), "hase", 52.28, 8.05));
    registrar.place(
        new Registrar.Placement(
            GAUGE, "decentlab-dl-mbx", "hase", Instant.EPOCH, Optional.empty()));
    first.application().refreshRegistry();
  }

  // A broker keeps nothing for a session that does not exist yet.
  private void awaitThatBothTakeTheirShare() throws Exception {
    Eventually.equal(
        List.of(true, true),
        () -> {
          broker.publish(
              Uplinks.topic(STRANGER), Uplinks.json(STRANGER, UUID.randomUUID(), 1, BEGINNING));
          return shares("received").stream().map(share -> share > 0).toList();
        });
  }

  @AfterEach
  void stopAll() throws Exception {
    for (var system : new RunningSystem[] {second, first}) {
      if (system != null) {
        system.close();
      }
    }
    broker.stop();
  }

  // How much each takes is the broker's business and the machine's; that each takes some is ours.
  @Test
  void eachMessageIsStoredOnceThoughOneOfThemIsStoppedInTheMiddle() throws Exception {
    var enough = new AtomicBoolean();
    var sending = new FutureTask<>(() -> sendUntil(enough));
    Thread.ofVirtual().start(sending);
    awaitThatSomeStored(2);

    second.close();
    var atTheStop = stored();
    assertTrue(Eventually.within(PATIENCE, () -> stored() > atTheStop + PORTION));
    second = first.ingestBeside(settings());
    awaitThatSomeStored(3);
    enough.set(true);
    long sent = sending.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

    assertTrue(Eventually.within(PATIENCE, () -> stored() == sent), () -> law().toString());
    assertEquals(sent, readings());
    assertTrue(law().holds(), () -> law().toString());
  }

  private void awaitThatSomeStored(long processes) throws Exception {
    assertTrue(
        Eventually.within(
            PATIENCE,
            () -> shares("stored").stream().filter(share -> share > 0).count() == processes),
        () -> shares("stored").toString());
  }

  private long sendUntil(AtomicBoolean enough) throws Exception {
    var sent = 0;
    while (!enough.get()) {
      var from = sent;
      sent += PORTION;
      broker.publishAll(
          Uplinks.topic(GAUGE), IntStream.range(from, sent).mapToObj(this::uplink).toList());
      assertTrue(Eventually.within(PATIENCE, () -> stored() > from + PORTION - AHEAD));
    }
    return sent;
  }

  private byte[] uplink(int number) {
    return Uplinks.json(GAUGE, new UUID(1, number), number, BEGINNING.plusSeconds(number));
  }

  private Law law() {
    return Law.of(first.jdbi());
  }

  private long stored() {
    return law().of(Outcome.STORED);
  }

  // Of each process since it started.
  private List<Long> shares(String outcome) {
    return first
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT sum(count) FROM tally WHERE outcome = :outcome
                         GROUP BY split_part(process, '/', 1)
                        """)
                    .bind("outcome", outcome)
                    .mapTo(Long.class)
                    .list());
  }

  private long readings() {
    return first
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT count(*) FROM dash_reading WHERE quantity = 'distance'")
                    .mapTo(Long.class)
                    .one());
  }
}
