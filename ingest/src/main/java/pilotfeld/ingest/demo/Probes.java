package pilotfeld.ingest.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import pilotfeld.ingest.demo.payload.ContactFrame;
import pilotfeld.ingest.demo.payload.ContactFrame.Contact;
import pilotfeld.ingest.demo.payload.DlMbx;
import pilotfeld.ingest.demo.payload.DlTrs12;
import pilotfeld.ingest.demo.payload.ErsCo2;
import pilotfeld.ingest.demo.payload.Lse01;
import pilotfeld.ingest.demo.payload.Milesight;
import pilotfeld.ingest.demo.plan.Fault.Spikes;
import pilotfeld.ingest.demo.world.Classroom;
import pilotfeld.ingest.demo.world.Gully;
import pilotfeld.ingest.demo.world.Noise;
import pilotfeld.ingest.demo.world.River;
import pilotfeld.ingest.demo.world.Shaft;
import pilotfeld.ingest.demo.world.Soil;
import pilotfeld.ingest.demo.world.Station;

/// Each model's way to measure: its resolution, its noise, its battery.
final class Probes {

  private static final Duration BETWEEN_BATTERY_REPORTS = Duration.ofHours(6);
  private static final Duration CONTACT_MEMORY = Duration.ofSeconds(5);
  private static final int SAMPLES = 15;
  private static final double FOAM_SHARE = 0.002;

  private final Timeline timeline;
  private final Noise noise;
  private final Battery battery;
  private final int number;

  Probes(Timeline timeline) {
    this.timeline = timeline;
    this.noise = timeline.noise().of("probe");
    this.battery = timeline.battery();
    this.number = (int) noise.between(1000, 9999, 0);
  }

  Probe ultrasonic(River river) {
    return moment -> {
      var ripple = 4 * noise.gaussian(moment.measured());
      var distance = river.distance(moment.measured()) + ripple + falseEcho(moment);
      return new DlMbx(
          number, (int) Math.round(distance), validSamples(moment), millivolts(moment));
    };
  }

  Probe level(Gully gully) {
    return moment -> {
      var centimetres = gully.level(moment.measured()) + 0.4 * noise.gaussian(moment.measured());
      return milesight(moment).level((int) Math.max(0, Math.round(centimetres)));
    };
  }

  Probe soilByDecentlab(Soil soil) {
    return moment -> {
      var time = moment.measured();
      return new DlTrs12(
          number,
          soil.moisture(time) + 0.0008 * noise.gaussian(time),
          soil.temperature(time) + 0.06 * noise.gaussian(time),
          (int) Math.round(soil.conductivity(time)),
          millivolts(moment));
    };
  }

  Probe soilByDragino(Soil soil) {
    return moment -> {
      var time = moment.measured();
      return new Lse01(
          battery.millivolts(moment.sentAt(), 3.6, 2.5),
          100 * (soil.moisture(time) + 0.0015 * noise.gaussian(time)),
          soil.temperature(time) + 0.08 * noise.gaussian(time),
          (int) Math.round(soil.conductivity(time) + 3 * noise.of("salt").gaussian(time)));
    };
  }

  Probe stationTemperature(Station station) {
    return temperature(station::temperature);
  }

  Probe pipeTemperature(Shaft shaft) {
    return temperature(shaft::pipeTemperature);
  }

  Probe leak(Shaft shaft) {
    return moment -> {
      var time = moment.measured();
      return milesight(moment)
          .temperature(shaft.airTemperature(time) + 0.1 * noise.gaussian(time))
          .humidity(shaft.humidity(time))
          .leak(shaft.isWet(time));
    };
  }

  Probe current(Station station) {
    return moment -> {
      if (moment.counter() == 0) {
        return new Milesight().about(number);
      }
      var uplink = new Milesight();
      for (var phase = 1; phase <= 3; phase++) {
        uplink.current(phase, station.current(phase, moment.measured()));
      }
      return uplink.cabinetTemperature(station.temperature(moment.measured()) - 4);
    };
  }

  Probe contact(Station station) {
    var installed = timeline.deployment().from();
    return moment -> {
      var now = moment.measured();
      var before = now.minus(CONTACT_MEMORY);
      var contacts = station.contacts();
      var isEvent = !contacts.between(before, now).isEmpty();
      var changes = contacts.between(installed, now).size() & 0xFFFF;
      var isClosed = station.isTripped(now);
      var first = new Contact(changes, isClosed, isEvent != isClosed);
      return new ContactFrame(
          isEvent,
          moment.counter(),
          List.of(first, Contact.UNUSED, Contact.UNUSED, Contact.UNUSED));
    };
  }

  Probe air(Classroom room) {
    return moment -> {
      var time = moment.measured();
      return new ErsCo2(
          room.temperature(time) + 0.05 * noise.gaussian(time),
          (int) Math.round(room.humidity(time)),
          (int) Math.round(room.light(time)),
          room.motion(time),
          (int) Math.round(room.carbonDioxide(time) + 6 * noise.of("air").gaussian(time)),
          battery.millivolts(moment.sentAt(), 3.64, 2.9));
    };
  }

  private Probe temperature(ToDoubleFunction<Instant> curve) {
    return moment -> {
      var celsius = curve.applyAsDouble(moment.measured());
      return milesight(moment).temperature(celsius + 0.1 * noise.gaussian(moment.measured()));
    };
  }

  /// Milesight's devices say what they are after a join, and now and then how full their battery
  /// is.
  private Milesight milesight(Moment moment) {
    var uplink = new Milesight();
    if (moment.counter() == 0) {
      uplink.about(number);
    }
    var interval = timeline.deployment().device().interval();
    if (moment.counter() % BETWEEN_BATTERY_REPORTS.dividedBy(interval) == 0) {
      uplink.battery(battery.percent(moment.sentAt()));
    }
    return uplink;
  }

  private int millivolts(Moment moment) {
    var ripple = (int) Math.round(3 * noise.of("cell").gaussian(moment.draw()));
    return battery.millivolts(moment.sentAt(), 3.15, 1.9) + ripple;
  }

  /// Nearly all samples are good, but foam on the water now and then swallows most or all of them.
  private int validSamples(Moment moment) {
    var foam = noise.of("foam");
    if (foam.uniform(moment.draw()) < FOAM_SHARE) {
      return (int) foam.of("left").between(0, 5, moment.draw());
    }
    return SAMPLES - (int) Math.max(0, 2.2 * foam.gaussian(moment.draw()) - 2);
  }

  private double falseEcho(Moment moment) {
    return timeline
        .deployment()
        .device()
        .fault(Spikes.class)
        .filter(spikes -> noise.of("spike").uniform(moment.draw()) < spikes.share())
        .map(Spikes::millimetres)
        .orElse(0.0);
  }
}
