package pilotfeld.ingest.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pilotfeld.ingest.demo.plan.DemoDeployment;
import pilotfeld.ingest.demo.plan.Fault.DyingBattery;
import pilotfeld.ingest.demo.plan.Fault.Silent;
import pilotfeld.ingest.demo.plan.Fault.Stuck;
import pilotfeld.ingest.demo.world.Noise;
import pilotfeld.ingest.demo.world.Occasions;

/// The life of one device at one site: its sessions, its battery, and when it goes wrong.
///
/// @param beginning of the demonstration's history, from which faults are dated
/// @param noise of this device
record Timeline(DemoDeployment deployment, Instant beginning, Noise noise) {

  private static final Duration JOINING = Duration.ofSeconds(12);

  List<Session> sessions(Instant from, Instant until) {
    return Session.between(deployment, silence(), from, until);
  }

  /// What is sent in a session within [from, until).
  List<Sending> sendings(Session session, Occasions extra, Instant from, Instant until) {
    var start = session.start().plus(JOINING);
    var schedule = new Schedule(start, deployment.device().interval(), extra, noise.of("clock"));
    return schedule.between(from, until.isBefore(session.end()) ? until : session.end());
  }

  Moment moment(Session session, Sending sending) {
    var draw = noise.of(session.number()).bits(sending.counter());
    return new Moment(sending.at(), measured(sending.at()), sending.counter(), draw);
  }

  Battery battery() {
    var dying = deployment.device().fault(DyingBattery.class);
    if (dying.isPresent()) {
      var emptyAfter = dying.get().emptyAfter();
      return new Battery(beginning.plus(emptyAfter), emptyAfter.multipliedBy(2));
    }
    var life = Duration.ofDays((long) noise.of("battery").between(1200, 2600, 0));
    var used = Duration.ofDays((long) noise.of("battery").between(10, 200, 1));
    return new Battery(deployment.from().minus(used).plus(life), life);
  }

  private Instant measured(Instant sentAt) {
    return deployment
        .device()
        .fault(Stuck.class)
        .filter(stuck -> !sentAt.isBefore(beginning.plus(stuck.from())))
        .filter(stuck -> sentAt.isBefore(beginning.plus(stuck.until())))
        .map(stuck -> beginning.plus(stuck.from()))
        .orElse(sentAt);
  }

  private Instant silence() {
    var device = deployment.device();
    var silent = device.fault(Silent.class).map(fault -> beginning.plus(fault.from()));
    var dead = device.fault(DyingBattery.class).map(fault -> beginning.plus(fault.emptyAfter()));
    return Stream.of(silent, dead, Optional.ofNullable(deployment.until()))
        .flatMap(Optional::stream)
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }
}
