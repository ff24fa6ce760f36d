package pilotfeld.ingest.fault;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was acknowledged is in the tables once, whatever is killed: processes as in production, and
/// a load on them. The whole of it runs with `mvn -Pfault verify`.
class FaultIT {

  /// Of the faults that are tried with `-Pfault` only.
  static final String LONG = "long";

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
  @Tag(LONG)
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

      plant.settle("Mosquitto killed");
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
}
