package pilotfeld.processing.registry.repository;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// A device as its repository describes it.
///
/// @param vendor as people write it
/// @param device the repository's short name for it
/// @param documentation where the vendor describes it
/// @param codec file of JavaScript
public record PublishedDevice(
    String vendor,
    String device,
    String name,
    Optional<String> description,
    Optional<String> documentation,
    Path codec) {

  /// What its model is called: vendor and device, in lower case.
  public String modelId() {
    var maker = slug(vendor);
    var own = slug(device);
    return own.startsWith(maker + "-") ? own : maker + "-" + own;
  }

  private static String slug(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
