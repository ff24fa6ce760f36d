package pilotfeld.ingest.demo;

import java.time.Duration;
import pilotfeld.ingest.demo.plan.DemoDeployment;
import pilotfeld.ingest.demo.plan.DemoSite;
import pilotfeld.ingest.demo.plan.Fleet;
import pilotfeld.ingest.demo.radio.Emitter;
import pilotfeld.ingest.demo.radio.Radio;
import pilotfeld.ingest.demo.world.Classroom;
import pilotfeld.ingest.demo.world.Gully;
import pilotfeld.ingest.demo.world.Noise;
import pilotfeld.ingest.demo.world.Occasions;
import pilotfeld.ingest.demo.world.River;
import pilotfeld.ingest.demo.world.Shaft;
import pilotfeld.ingest.demo.world.Soil;
import pilotfeld.ingest.demo.world.Soil.Watering;
import pilotfeld.ingest.demo.world.Station;
import pilotfeld.ingest.demo.world.Weather;

/// Puts each device of the plan in front of what it measures.
final class Town {

  /// Classes see their air from then on; before is the baseline.
  private static final Duration BASELINE = Duration.ofDays(14);

  private final Fleet fleet;
  private final Noise noise;
  private final Weather weather;

  Town(Fleet fleet) {
    this.fleet = fleet;
    this.noise = new Noise(fleet.seed());
    this.weather = new Weather(noise);
  }

  Sender sender(DemoDeployment deployment) {
    var timeline = timeline(deployment);
    var probes = new Probes(timeline);
    var site = deployment.site();
    return switch (deployment.device().model()) {
      case DECENTLAB_DL_MBX ->
          lorawan(timeline, probes.ultrasonic(river(site)), river(site).rises());
      case DECENTLAB_DL_TRS12 -> lorawan(timeline, probes.soilByDecentlab(soil(site)));
      case DRAGINO_LSE01 -> lorawan(timeline, probes.soilByDragino(soil(site)));
      case ELSYS_ERS_CO2 -> lorawan(timeline, probes.air(classroom(site)));
      case MILESIGHT_EM500_PT100 -> lorawan(timeline, thermometer(probes, site));
      case MILESIGHT_EM500_SWL -> lorawan(timeline, probes.level(gully(site)));
      case MILESIGHT_EM300_ZLD -> lorawan(timeline, probes.leak(shaft(site)), shaft(site).leaks());
      case MILESIGHT_CT305 -> lorawan(timeline, probes.current(station(site)));
      case ADEUNIS_DRY_CONTACTS ->
          lorawan(timeline, probes.contact(station(site)), station(site).contacts());
      case PILOTFELD_SENML_LEVEL -> new GaugeSender(timeline, river(site));
    };
  }

  private Probe thermometer(Probes probes, DemoSite site) {
    return site.asset().kind().equals("heating_shaft")
        ? probes.pipeTemperature(shaft(site))
        : probes.stationTemperature(station(site));
  }

  private Sender lorawan(Timeline timeline, Probe probe) {
    return lorawan(timeline, probe, Occasions.NONE);
  }

  private Sender lorawan(Timeline timeline, Probe probe, Occasions extra) {
    var site = timeline.deployment().site();
    var emitter = new Emitter(site.id(), site.place(), site.cover());
    return new LorawanSender(timeline, new Radio(emitter, fleet.gateways(), noise), probe, extra);
  }

  private Timeline timeline(DemoDeployment deployment) {
    return new Timeline(deployment, fleet.beginning(), noise.of(deployment.device().id()));
  }

  // Two sensors at one asset see the same river, station or shaft.
  private Noise own(DemoSite site) {
    return noise.of(site.asset().id());
  }

  private River river(DemoSite site) {
    return new River(weather, own(site));
  }

  private Gully gully(DemoSite site) {
    return new Gully(weather, own(site));
  }

  private Soil soil(DemoSite site) {
    return new Soil(weather, own(site), site.isControl() ? Watering.WEEKLY : Watering.BY_SENSOR);
  }

  private Shaft shaft(DemoSite site) {
    return new Shaft(weather, own(site));
  }

  private Station station(DemoSite site) {
    return new Station(weather, own(site));
  }

  private Classroom classroom(DemoSite site) {
    return new Classroom(weather, own(site), fleet.beginning().plus(BASELINE));
  }
}
