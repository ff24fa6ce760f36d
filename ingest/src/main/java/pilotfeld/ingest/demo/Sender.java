package pilotfeld.ingest.demo;

import java.time.Instant;
import java.util.List;
import pilotfeld.ingest.demo.frame.DemoFrame;

/// One device at one site.
@FunctionalInterface
interface Sender {

  /// What reaches us of what it sends in [from, until), in time order.
  List<DemoFrame> between(Instant from, Instant until);
}
