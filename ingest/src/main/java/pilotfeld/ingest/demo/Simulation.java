package pilotfeld.ingest.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import pilotfeld.ingest.demo.frame.DemoFrame;
import pilotfeld.ingest.demo.plan.Fleet;

/// Everything that the fleet sends and that reaches us.
///
/// A pure function of the plan and the span: asked again, after a restart too, it gives the same
/// frames; adjoining spans give what their union gives.
public final class Simulation {

  private static final Duration STEP = Duration.ofHours(1);
  private static final Comparator<DemoFrame> BY_TIME =
      Comparator.comparing(DemoFrame::sentAt).thenComparing(DemoFrame::device);

  private final List<Sender> senders;

  /// Sets up the town of this plan.
  public Simulation(Fleet fleet) {
    var town = new Town(fleet);
    this.senders =
        Stream.concat(fleet.deployments().stream(), fleet.unregistered().stream())
            .map(town::sender)
            .toList();
  }

  /// The frames sent in [from, until), in time order; only about an hour of them is held at once.
  public Stream<DemoFrame> between(Instant from, Instant until) {
    return Stream.iterate(from, start -> start.isBefore(until), start -> start.plus(STEP))
        .flatMap(start -> step(start, earlier(start.plus(STEP), until)).stream());
  }

  private List<DemoFrame> step(Instant from, Instant until) {
    var frames = new ArrayList<DemoFrame>();
    senders.forEach(sender -> frames.addAll(sender.between(from, until)));
    frames.sort(BY_TIME);
    return frames;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
