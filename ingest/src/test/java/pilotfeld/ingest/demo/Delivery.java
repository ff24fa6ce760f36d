package pilotfeld.ingest.demo;

import static java.util.stream.Collectors.toMap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import pilotfeld.ingest.demo.frame.DemoFrame;
import pilotfeld.ingest.demo.frame.LorawanFrame;
import pilotfeld.ingest.demo.plan.DemoDeployment;
import pilotfeld.ingest.demo.plan.DemoSite;
import pilotfeld.ingest.demo.plan.Fleet;

/// Delivery ratios as an observer sees them: frames heard over the span of their counters, by
/// session.
record Delivery(Map<String, DemoSite> sites, Map<String, Count> sessions) {

  record Count(String device, long first, long last, long heard, boolean isRising) {

    Count plus(LorawanFrame frame) {
      return new Count(
          device, first, frame.counter(), heard + 1, isRising && frame.counter() > last);
    }
  }

  static Delivery of(Fleet fleet, List<DemoFrame> frames) {
    var sites =
        Stream.concat(fleet.deployments().stream(), fleet.unregistered().stream())
            .collect(toMap(each -> each.device().id(), DemoDeployment::site));
    var sessions = new HashMap<String, Count>();
    for (var frame : frames) {
      if (frame instanceof LorawanFrame uplink) {
        var count = new Count(uplink.device(), uplink.counter(), uplink.counter(), 1, true);
        sessions.merge(uplink.device() + uplink.devAddr(), count, (old, first) -> old.plus(uplink));
      }
    }
    return new Delivery(sites, sessions);
  }

  boolean isRising() {
    return sessions.values().stream().allMatch(Count::isRising);
  }

  double ofPilot(String pilot) {
    return ratio(site -> site.pilot().id().equals(pilot));
  }

  double ofSites(String prefix) {
    return ratio(site -> site.id().startsWith(prefix));
  }

  private double ratio(Predicate<DemoSite> which) {
    var heard = 0L;
    var sent = 0L;
    for (var count : sessions.values()) {
      if (which.test(sites.get(count.device()))) {
        heard += count.heard();
        sent += count.last() - count.first() + 1;
      }
    }
    return (double) heard / sent;
  }
}
