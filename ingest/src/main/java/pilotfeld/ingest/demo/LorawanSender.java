package pilotfeld.ingest.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import pilotfeld.ingest.demo.frame.DemoFrame;
import pilotfeld.ingest.demo.frame.JoinFrame;
import pilotfeld.ingest.demo.frame.LorawanFrame;
import pilotfeld.ingest.demo.plan.Fault.Truncated;
import pilotfeld.ingest.demo.radio.Radio;
import pilotfeld.ingest.demo.world.Occasions;

/// A LoRaWAN device: what it measures goes over the air, and some of it gets lost there.
record LorawanSender(Timeline timeline, Radio radio, Probe probe, Occasions extra)
    implements Sender {

  // Addresses of a network without an identifier of its own begin with seven zero bits.
  private static final long DEV_ADDR_MASK = 0x01ff_ffff;

  @Override
  public List<DemoFrame> between(Instant from, Instant until) {
    var frames = new ArrayList<DemoFrame>();
    for (var session : timeline.sessions(from, until)) {
      if (!session.start().isBefore(from)) {
        frames.add(new JoinFrame(session.start(), id(), devAddr(session)));
      }
      for (var sending : timeline.sendings(session, extra, from, until)) {
        send(session, sending).ifPresent(frames::add);
      }
    }
    return frames;
  }

  private Optional<DemoFrame> send(Session session, Sending sending) {
    var moment = timeline.moment(session, sending);
    var transmission = radio.send(moment.sentAt(), moment.draw());
    if (transmission.receptions().isEmpty()) {
      return Optional.empty();
    }
    var payload = probe.measure(moment);
    return Optional.of(
        new LorawanFrame(
            moment.sentAt(),
            id(),
            devAddr(session),
            moment.counter(),
            payload.port(),
            damaged(payload.bytes(), moment),
            transmission.spreadingFactor(),
            transmission.frequencyHertz(),
            transmission.receptions()));
  }

  private byte[] damaged(byte[] bytes, Moment moment) {
    var noise = timeline.noise().of("damage");
    var share = timeline.deployment().device().fault(Truncated.class).map(Truncated::share);
    if (share.isEmpty() || noise.uniform(moment.draw()) >= share.get()) {
      return bytes;
    }
    return Arrays.copyOf(bytes, (int) noise.of("length").between(1, bytes.length, moment.draw()));
  }

  private String devAddr(Session session) {
    var bits = timeline.noise().of("address").bits(session.number());
    return "%08x".formatted(bits & DEV_ADDR_MASK);
  }

  private String id() {
    return timeline.deployment().device().id();
  }
}
