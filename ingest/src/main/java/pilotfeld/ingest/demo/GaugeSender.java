package pilotfeld.ingest.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import pilotfeld.ingest.demo.frame.DemoFrame;
import pilotfeld.ingest.demo.frame.SensorPack;
import pilotfeld.ingest.demo.frame.SensorPack.Value;
import pilotfeld.ingest.demo.world.Occasions;
import pilotfeld.ingest.demo.world.River;

/// A river gauge that speaks for itself over the mobile network: it repeats until it is heard, so
/// nothing is lost.
record GaugeSender(Timeline timeline, River river) implements Sender {

  @Override
  public List<DemoFrame> between(Instant from, Instant until) {
    var packs = new ArrayList<DemoFrame>();
    for (var session : timeline.sessions(from, until)) {
      for (var sending : timeline.sendings(session, Occasions.NONE, from, until)) {
        packs.add(pack(timeline.moment(session, sending)));
      }
    }
    return packs;
  }

  private SensorPack pack(Moment moment) {
    var time = moment.measured();
    var distance = river.distance(time) + timeline.noise().of("distance").gaussian(time);
    var volts = timeline.battery().volts(moment.sentAt(), 4.1, 3.2);
    return new SensorPack(
        moment.sentAt(),
        timeline.deployment().device().id(),
        List.of(
            new Value("distance", "mm", Math.round(distance)),
            new Value("temperature", "Cel", rounded(river.temperature(time), 10)),
            new Value("battery_voltage", "V", rounded(volts, 100))));
  }

  private static double rounded(double value, int steps) {
    return Math.round(value * steps) / (double) steps;
  }
}
