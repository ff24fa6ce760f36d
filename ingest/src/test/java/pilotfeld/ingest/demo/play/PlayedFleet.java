package pilotfeld.ingest.demo.play;

import java.time.Instant;
import pilotfeld.ingest.demo.Simulation;
import pilotfeld.ingest.demo.plan.Fleet;
import pilotfeld.ingest.service.Application;

/// The demonstration fleet on a test's database.
public final class PlayedFleet {

  private PlayedFleet() {}

  /// Enters the plan, and takes in what the fleet sent in [from, until) as if it had arrived then.
  public static void play(Application application, Fleet fleet, Instant from, Instant until) {
    PlanRegistration.enter(fleet, application.registrar());
    application.refreshRegistry();
    var history =
        new History(new Simulation(fleet), new Letters(fleet, "chirpstack"), application.intake());
    if (!history.play(from, until, _ -> {})) {
      throw new IllegalStateException("the database did not take the history");
    }
  }
}
