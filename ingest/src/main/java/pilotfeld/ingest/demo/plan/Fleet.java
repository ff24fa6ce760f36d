package pilotfeld.ingest.demo.plan;

import java.time.Instant;
import java.util.List;
import pilotfeld.ingest.demo.radio.Gateway;

/// The whole demonstration: five pilots in Osnabrück with invented places, devices and values.
///
/// @param beginning when the history begins; faults and swaps are dated from it
/// @param seed of everything that looks random
/// @param deployments what the registry is to know
/// @param unregistered devices that send although nobody entered them; their sites are in `sites`
public record Fleet(
    Instant beginning,
    long seed,
    List<Gateway> gateways,
    List<DemoPilot> pilots,
    List<DemoAsset> assets,
    List<DemoSite> sites,
    List<DemoDeployment> deployments,
    List<DemoDeployment> unregistered) {

  private static final long SEED = 20_280_630;

  /// Copies the lists.
  public Fleet {
    gateways = List.copyOf(gateways);
    pilots = List.copyOf(pilots);
    assets = List.copyOf(assets);
    sites = List.copyOf(sites);
    deployments = List.copyOf(deployments);
    unregistered = List.copyOf(unregistered);
  }

  /// The demonstration whose history begins then. Keep `beginning` over restarts: the same one
  /// gives the same frames.
  public static Fleet beginningAt(Instant beginning) {
    return FleetFile.read().fleet(beginning, SEED);
  }

  /// The devices that the registry is to know.
  public List<DemoDevice> devices() {
    return deployments.stream().map(DemoDeployment::device).distinct().toList();
  }
}
