package pilotfeld.processing.registry.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// chirpstack/chirpstack-device-profiles: beside `vendor.toml` the files below `devices` name a
/// codec below `codecs` for every firmware; the last is taken. Not every vendor lists its devices.
record ChirpstackCatalog() implements Catalog {

  private static final TomlMapper TOML = new TomlMapper();

  @Override
  public List<PublishedDevice> devices(Path file, Consumer<String> faults) {
    if (!file.getFileName().toString().equals("vendor.toml")) {
      return List.of();
    }
    var devices = new ArrayList<PublishedDevice>();
    try (var files =
        Files.newDirectoryStream(file.toAbsolutePath().resolveSibling("devices"), "*.toml")) {
      var vendor = Catalog.read(TOML, file).path("vendor");
      for (var each : files) {
        add(devices, vendor, each, faults);
      }
    } catch (IOException e) {
      faults.accept(file + ": " + e.getMessage());
    }
    devices.sort(Comparator.comparing(PublishedDevice::modelId));
    return devices;
  }

  private static void add(
      List<PublishedDevice> devices, JsonNode vendor, Path file, Consumer<String> faults) {
    try {
      devices.add(device(vendor, file));
    } catch (IOException e) {
      faults.accept(file + ": " + e.getMessage());
    }
  }

  private static PublishedDevice device(JsonNode vendor, Path file) throws IOException {
    var device = Catalog.read(TOML, file).path("device");
    var firmware = device.path("firmware");
    var codec =
        Catalog.text(firmware.path(firmware.size() - 1), "codec")
            .orElseThrow(() -> new IOException("its firmware has no codec"));
    var metadata = device.path("metadata");
    return new PublishedDevice(
        vendor.path("name").asText(),
        file.getFileName().toString().replaceFirst("\\.toml$", ""),
        device.path("name").asText(),
        Catalog.text(device, "description"),
        Catalog.text(metadata, "documentation_url").or(() -> Catalog.text(metadata, "product_url")),
        Catalog.sibling(file.getParent().resolveSibling("codecs"), codec));
  }
}
