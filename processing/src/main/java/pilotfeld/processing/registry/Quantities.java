package pilotfeld.processing.registry;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/// The catalogue of canonical quantities (`quantities.yaml`): so that a site's series goes on when
/// a device is swapped for one that measures in another unit.
public final class Quantities {

  private static final Map<String, String> UNITS = load();

  private Quantities() {}

  private static Map<String, String> load() {
    try (var file = Quantities.class.getResourceAsStream("/quantities.yaml")) {
      return new YAMLMapper().readValue(file, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The UCUM unit that a quantity is kept in; empty if the catalogue does not have it.
  public static Optional<String> unit(String quantity) {
    return Optional.ofNullable(UNITS.get(quantity));
  }

  /// Every name, with its unit.
  static Map<String, String> all() {
    return UNITS;
  }
}
