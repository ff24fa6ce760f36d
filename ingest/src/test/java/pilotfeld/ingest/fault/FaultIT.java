package pilotfeld.ingest.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.registry.ModelFolders;

/// What was acknowledged is in the tables once, whatever is killed: processes as in production, and
/// a load on them. The whole of it runs with `mvn -Pfault verify`.
class FaultIT {

  /// Of the faults that are tried with `-Pfault` only.
  static final String LONG = "long";

  // Mosquitto writes after it has acknowledged, once for what it read at a time.
  private static final int ACKNOWLEDGED_LAST = 5;

  @TempDir private static Path folder;
  private static Grounds grounds;

  @BeforeAll
  static void prepare() throws Exception {
    grounds = Grounds.prepare(folder);
  }

  @AfterAll
  static void end() throws Exception {
    if (grounds != null) {
      grounds.close();
    }
  }

  @Test
  void theServiceIsKilledInTheMiddleOfALoad() throws Exception {
    try (var plant = new Plant(grounds, grounds.database())) {
      var service = plant.service().start();
      var load = plant.load().start();

      load.awaitPart(0.25);
      service.kill();
      service.start();
      plant.faultIsOver();

      plant.settle("service killed");
    }
  }

  @Test
  void theDatabaseIsKilledInTheMiddleOfALoad() throws Exception {
    try (var plant = new Plant(grounds, grounds.database())) {
      plant.service().start();
      var load = plant.load().start();

      load.awaitPart(0.25);
      grounds.postgres().kill();
      load.awaitPart(0.75);
      grounds.postgres().start();
      plant.faultIsOver();

      plant.settle("PostgreSQL killed");
    }
  }

  @Test
  @Tag(LONG)
  void theBrokerIsKilledInTheMiddleOfALoad() throws Exception {
    try (var plant = new Plant(grounds, grounds.database())) {
      plant.service().start();
      var load = plant.load().start();

      load.awaitPart(0.5);
      grounds.broker().kill();
      grounds.broker().startAgain();
      plant.faultIsOver();

      plant.settle("Mosquitto killed", ACKNOWLEDGED_LAST);
    }
  }

  @Test
  @Tag(LONG)
  void theServiceAndTheDatabaseAreKilledAtOnce() throws Exception {
    try (var plant = new Plant(grounds, grounds.database())) {
      var service = plant.service().start();
      var load = plant.load().start();

      load.awaitPart(0.25);
      grounds.postgres().kill();
      service.kill();
      grounds.postgres().start();
      service.start();
      plant.faultIsOver();

      plant.settle("service and PostgreSQL killed at once");
    }
  }

  @Test
  @Tag(LONG)
  void theDatabaseIsStoppedForTheWholeOfALoad() throws Exception {
    try (var plant = new Plant(grounds, grounds.database())) {
      plant.service().start();
      grounds.postgres().stop();
      plant.load().start().awaitAll();
      grounds.postgres().start();
      plant.faultIsOver();

      plant.settle("PostgreSQL stopped for the whole load");
    }
  }

  @Test
  @Tag(LONG)
  void theServiceIsStartedWhileTheDatabaseIsAway() throws Exception {
    try (var plant = new Plant(grounds, grounds.database())) {
      var service = plant.service().start();
      service.stop();
      grounds.postgres().stop();
      service.launch();
      service.awaitHealth(503);
      assertEquals(503, service.get("/api/status").statusCode());
      plant.load().start().awaitAll();
      grounds.postgres().start();
      plant.faultIsOver();

      plant.settle("service started while PostgreSQL is away");
    }
  }

  @Test
  @Tag(LONG)
  void connectionsAreCutInTheMiddleOfTransactions() throws Exception {
    try (var plant = new Plant(grounds, grounds.database())) {
      plant.service().start();
      var load = plant.load().start();
      for (var tenth = 1; tenth < 10; tenth++) {
        load.awaitPart(tenth / 10.0);
        plant.cutCommits();
      }
      plant.faultIsOver();

      plant.settle("connections cut nine times in a load");
    }
  }

  @Test
  @Tag(LONG)
  void aTableIsLockedForLongerThanACommitWaits() throws Exception {
    try (var plant = new Plant(grounds, grounds.database())) {
      var service = plant.service().start();
      try (var lock = plant.jdbi().open()) {
        lock.begin();
        lock.execute("LOCK TABLE uplink IN ACCESS EXCLUSIVE MODE");
        plant.load().start().awaitAll();
        service.awaitLogged("messages go to the spool");
        lock.rollback();
      }
      plant.faultIsOver();

      plant.settle("table locked, commits run into their time limit");
    }
  }

  @Test
  @Tag(LONG)
  void theDiskOfTheSpoolIsFullWhileTheDatabaseIsAway() throws Exception {
    try (var disk = SmallDisk.mount(grounds.folder("disk"), 16);
        var plant = new Plant(grounds, grounds.database())) {
      var service = plant.service(disk.folder(), Map.of()).start();
      grounds.postgres().stop();
      var load = plant.load().start();
      service.awaitLogged("messages go to the spool");
      load.awaitPart(0.1);
      disk.fill();
      service.awaitLogged("kept, trying again");
      grounds.postgres().start();
      // What comes now is taken, though nothing can be removed from the spool.
      load.awaitAll();
      disk.clear();
      plant.faultIsOver();

      var result = plant.settle("disk of the spool full, PostgreSQL stopped");

      assertTrue(result.duplicates() <= Load.POSTS, result::toString);
    }
  }

  @Test
  @Tag(LONG)
  void theDiskOfTheDatabaseIsFull() throws Exception {
    try (var disk = SmallDisk.mount(grounds.folder("disk"), 40)) {
      grounds.postgres().give(disk.folder());
      grounds
          .postgres()
          .jdbi()
          .useHandle(
              handle -> handle.execute("CREATE TABLESPACE small LOCATION '" + disk.folder() + "'"));
      try (var plant = new Plant(grounds, grounds.database("TABLESPACE small"))) {
        var service = plant.service().start();
        disk.fill();
        plant.load().start().awaitAll();
        service.awaitLogged("messages go to the spool");
        disk.clear();
        plant.faultIsOver();

        plant.settle("disk of PostgreSQL full for a whole load");
      } finally {
        grounds.dropTablespace("small");
      }
    }
  }

  @Test
  @Tag(LONG)
  void theBrokerIsRestartedDuringADrain() throws Exception {
    try (var plant = new Plant(grounds, grounds.database())) {
      plant.service().start();
      grounds.postgres().stop();
      var load = plant.load().start();
      load.awaitPart(0.5);
      grounds.postgres().start();
      grounds.broker().stop();
      grounds.broker().startAgain();
      plant.faultIsOver();

      plant.settle("Mosquitto restarted during a drain");
    }
  }

  @Test
  @Tag(LONG)
  void eachMessageComesThreeTimesToTwoProcessesAtOnce() throws Exception {
    try (var plant = new Plant(grounds, grounds.database())) {
      plant.service().start();
      plant.service().start();
      plant.use(plant.load().times(3)).start();
      plant.faultIsOver();

      var result = plant.settle("each three times to two processes at once");

      assertTrue(result.duplicates() >= 2 * Load.UPLINKS, result::toString);
    }
  }

  @Test
  @Tag(LONG)
  void framesComeInAnyOrderAndTheServiceIsKilled() throws Exception {
    try (var plant = new Plant(grounds, grounds.database())) {
      var service = plant.service().start();
      var load = plant.use(plant.load().shuffled()).start();
      load.awaitPart(0.25);
      service.kill();
      service.start();
      plant.faultIsOver();

      plant.settle("frames in any order, service killed");
    }
  }

  @Test
  @Tag(LONG)
  void theClockJumpsAnHourForwardAndBack() throws Exception {
    try (var plant = new Plant(grounds, grounds.database())) {
      var clock = FakeClock.in(grounds.folder("clock"));
      plant.service(grounds.folder("state"), clock.environment()).start();
      clock.shift("+1h");
      plant.load().start();
      Eventually.equal(true, () -> plant.arrivedInTheFuture() > 0);
      clock.shift("+0");
      plant.faultIsOver();

      plant.settle("clock jumps an hour forward and back");
    }
  }

  @Test
  @Tag(LONG)
  void aCodecLoopsAtEveryTenthMessage() throws Exception {
    try (var plant = new Plant(grounds, grounds.database())) {
      var models = Map.of("PILOTFELD_MODELS", loopingModel().toString());
      plant.service(grounds.folder("state"), models).start();
      plant.load().start();
      plant.faultIsOver();

      plant.settle("codec loops at every tenth message");
    }
  }

  private static Path loopingModel() throws Exception {
    var folder = grounds.folder("models");
    var model = Files.createDirectories(folder.resolve("decentlab-dl-mbx"));
    var builtIn =
        ModelFolders.builtIn().stream()
            .filter(each -> each.id().equals(Riverside.GAUGE_MODEL))
            .findFirst();
    Files.writeString(model.resolve("model.yaml"), builtIn.orElseThrow().definition());
    Files.writeString(
        model.resolve("codec.js"),
        builtIn
            .orElseThrow()
            .codec()
            .orElseThrow()
            .replace(
                "function decodeUplink(input) {",
                "function decodeUplink(input) { while (input.bytes[0] == 1) {}"));
    return folder;
  }
}
