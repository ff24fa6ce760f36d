package pilotfeld.ingest.demo.play;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import pilotfeld.ingest.demo.plan.Fleet;
import pilotfeld.processing.registry.Registrar;

/// Enters the plan of the demonstration into the registry; may be repeated.
final class PlanRegistration {

  private PlanRegistration() {}

  static void enter(Fleet fleet, Registrar registrar) {
    var startsOn = LocalDate.ofInstant(fleet.beginning(), ZoneOffset.UTC);
    for (var pilot : fleet.pilots()) {
      registrar.pilot(new Registrar.Pilot(pilot.id(), pilot.title(), pilot.question(), startsOn));
    }
    for (var asset : fleet.assets()) {
      registrar.asset(
          new Registrar.Asset(
              asset.id(),
              asset.kind(),
              asset.name(),
              asset.place().latitude(),
              asset.place().longitude()));
    }
    for (var site : fleet.sites()) {
      registrar.site(
          new Registrar.Site(
              site.id(),
              site.pilot().id(),
              Optional.of(site.asset().id()),
              site.name(),
              site.place().latitude(),
              site.place().longitude()));
    }
    for (var each : fleet.deployments()) {
      registrar.place(
          new Registrar.Placement(
              each.device().id(),
              each.device().model().id(),
              each.site().id(),
              each.from(),
              Optional.ofNullable(each.until()),
              Optional.of(each.device().interval())));
    }
  }
}
