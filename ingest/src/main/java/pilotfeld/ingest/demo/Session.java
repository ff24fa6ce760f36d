package pilotfeld.ingest.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import pilotfeld.ingest.demo.plan.DemoDeployment;
import pilotfeld.ingest.demo.plan.Fault.Rejoins;

/// From one join of a device to the next, or to its end.
///
/// @param end exclusive; [Instant#MAX] while it lasts
record Session(int number, Instant start, Instant end) {

  /// The sessions of a deployment that touch [from, until), one after the other.
  ///
  /// @param last when the device falls silent; [Instant#MAX] if never
  static List<Session> between(
      DemoDeployment deployment, Instant last, Instant from, Instant until) {
    var every = deployment.device().fault(Rejoins.class).map(Rejoins::every);
    var sessions = new ArrayList<Session>();
    var start = deployment.from();
    for (var number = 0; start.isBefore(last) && start.isBefore(until); number++) {
      var end = every.map(start::plus).filter(last::isAfter).orElse(last);
      if (end.isAfter(from)) {
        sessions.add(new Session(number, start, end));
      }
      start = end;
    }
    return sessions;
  }
}
