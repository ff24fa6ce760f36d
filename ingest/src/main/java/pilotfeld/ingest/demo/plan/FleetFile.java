package pilotfeld.ingest.demo.plan;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import pilotfeld.ingest.demo.radio.Cover;
import pilotfeld.ingest.demo.radio.Gateway;
import pilotfeld.ingest.demo.radio.Place;
import pilotfeld.ingest.demo.world.Noise;

/// The plan as it is written down in `demo/fleet.yaml`.
record FleetFile(List<GatewayEntry> gateways, List<PilotEntry> pilots) {

  private static final String RESOURCE = "/demo/fleet.yaml";
  private static final Duration FIRST_INSTALLED = Duration.ofDays(24);
  private static final Duration LAST_INSTALLED = Duration.ofDays(3);

  record GatewayEntry(String id, String name, List<Double> at, double gain, double outages) {

    Gateway gateway() {
      return new Gateway(id, name, place(at), gain, outages);
    }
  }

  record PilotEntry(String id, String title, String question, List<AssetEntry> assets) {}

  record AssetEntry(String id, String kind, String name, List<Double> at, List<SiteEntry> sites) {}

  record SiteEntry(
      String id, String name, Cover cover, boolean control, List<DeviceEntry> devices) {}

  /// `from` and `until` count from the beginning; without `from` it was installed some days before.
  record DeviceEntry(
      String id,
      DemoModel model,
      Duration every,
      Duration from,
      Duration until,
      boolean unregistered,
      List<Fault> faults) {

    DemoDevice device() {
      var interval = every == null ? model.interval() : every;
      return new DemoDevice(id, model, interval, faults == null ? List.of() : faults);
    }
  }

  static FleetFile read() {
    var mapper = new YAMLMapper();
    mapper.registerModule(new JavaTimeModule());
    try (var text = FleetFile.class.getResourceAsStream(RESOURCE)) {
      return mapper.readValue(text, FleetFile.class);
    } catch (IOException broken) {
      throw new UncheckedIOException(RESOURCE, broken);
    }
  }

  Fleet fleet(Instant beginning, long seed) {
    return new Drafting(beginning, new Noise(seed).of("installation")).fleet(this, seed);
  }

  private static Place place(List<Double> at) {
    return new Place(at.get(0), at.get(1));
  }

  /// Goes through the file once and collects what it names.
  private record Drafting(
      Instant beginning,
      Noise noise,
      List<DemoPilot> pilots,
      List<DemoAsset> assets,
      List<DemoSite> sites,
      List<DemoDeployment> deployments,
      List<DemoDeployment> unregistered) {

    Drafting(Instant beginning, Noise noise) {
      this(
          beginning,
          noise,
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>());
    }

    Fleet fleet(FleetFile file, long seed) {
      file.pilots().forEach(this::add);
      var gateways = file.gateways().stream().map(GatewayEntry::gateway).toList();
      return new Fleet(beginning, seed, gateways, pilots, assets, sites, deployments, unregistered);
    }

    private void add(PilotEntry entry) {
      var pilot = new DemoPilot(entry.id(), entry.title(), entry.question());
      pilots.add(pilot);
      for (var each : entry.assets()) {
        var asset = new DemoAsset(each.id(), each.kind(), each.name(), place(each.at()));
        assets.add(asset);
        each.sites().forEach(site -> add(site, pilot, asset));
      }
    }

    private void add(SiteEntry entry, DemoPilot pilot, DemoAsset asset) {
      var site =
          new DemoSite(entry.id(), entry.name(), pilot, asset, entry.cover(), entry.control());
      sites.add(site);
      for (var each : entry.devices()) {
        var until = each.until() == null ? null : beginning.plus(each.until());
        var deployment = new DemoDeployment(each.device(), site, from(each), until);
        (each.unregistered() ? unregistered : deployments).add(deployment);
      }
    }

    private Instant from(DeviceEntry entry) {
      if (entry.from() != null) {
        return beginning.plus(entry.from());
      }
      var seconds =
          noise.of(entry.id()).between(LAST_INSTALLED.toSeconds(), FIRST_INSTALLED.toSeconds(), 0);
      return beginning.minusSeconds((long) seconds);
    }
  }
}
