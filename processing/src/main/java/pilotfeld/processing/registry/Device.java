package pilotfeld.processing.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A registered device, and where it was when.
///
/// @param id DevEUI or own name, canonical
/// @param deployments without overlap, in any order
public record Device(String id, DeviceModel model, List<Deployment> deployments) {

  public Device {
    deployments = List.copyOf(deployments);
  }

  /// Where it was at a time; empty if it was at no site.
  public Optional<Deployment> deploymentAt(Instant time) {
    return deployments.stream().filter(each -> each.covers(time)).findFirst();
  }

  /// The device at a site, from a time (included) to a time (not included).
  public record Deployment(String site, Instant startsAt, Optional<Instant> endsAt) {

    boolean covers(Instant time) {
      return !time.isBefore(startsAt) && endsAt.map(time::isBefore).orElse(true);
    }
  }
}
