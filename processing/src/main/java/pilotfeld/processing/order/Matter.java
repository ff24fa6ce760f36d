package pilotfeld.processing.order;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// One thing that somebody must see to, at its beginning.
///
/// @param id of the work order, and of its event
/// @param asset of the operator's register at which the site is; empty if it is at none
/// @param beganAt since when it is so
/// @param figures what is the matter, in numbers with their units in their names
record Matter(
    UUID id,
    Kind kind,
    String device,
    String model,
    String pilot,
    Place site,
    Optional<String> asset,
    Instant beganAt,
    Map<String, Object> figures) {

  Matter {
    requireNonNull(id, "id");
    requireNonNull(kind, "kind");
    requireNonNull(device, "device");
    requireNonNull(asset, "asset");
    requireNonNull(beganAt, "beganAt");
    figures = Map.copyOf(figures);
  }

  /// A site, WGS 84 degrees.
  record Place(String id, String name, Optional<Double> latitude, Optional<Double> longitude) {}

  /// What the operator's system knows it by: the asset, or the site where there is none.
  String subject() {
    return asset.map(each -> "asset/" + each).orElse("site/" + site.id());
  }
}
