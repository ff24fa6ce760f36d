package pilotfeld.processing.registry.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/// TheThingsNetwork/lorawan-devices: a vendor's `index.yaml` lists `endDevices`, each of which
/// names, for every firmware and region, a codec whose own file names the JavaScript; the last
/// firmware is taken, in Europe where it has that region.
record ThingsNetworkCatalog() implements Catalog {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String EUROPE = "EU863-870";

  @Override
  public List<PublishedDevice> devices(Path file, Consumer<String> faults) {
    if (!file.getFileName().toString().equals("index.yaml")) {
      return List.of();
    }
    var devices = new ArrayList<PublishedDevice>();
    try {
      var names = Catalog.read(YAML, file).path("endDevices");
      var vendor = names.isEmpty() ? "" : vendor(file.toAbsolutePath().getParent());
      for (var name : names) {
        add(devices, vendor, file, name.asText(), faults);
      }
    } catch (IOException e) {
      faults.accept(file + ": " + e.getMessage());
    }
    return devices;
  }

  // The list of all vendors stands one folder above; it says how the vendor writes its name.
  private static String vendor(Path folder) throws IOException {
    var id = folder.getFileName().toString();
    var list = folder.resolveSibling("index.yaml");
    if (!list.toFile().isFile()) {
      return id;
    }
    return StreamSupport.stream(Catalog.read(YAML, list).path("vendors").spliterator(), false)
        .filter(each -> each.path("id").asText().equals(id))
        .flatMap(each -> Catalog.text(each, "name").stream())
        .findFirst()
        .orElse(id);
  }

  private static void add(
      List<PublishedDevice> devices,
      String vendor,
      Path index,
      String name,
      Consumer<String> faults) {
    try {
      devices.add(device(vendor, index.toAbsolutePath().getParent(), name));
    } catch (IOException e) {
      faults.accept(index.resolveSibling(name + ".yaml") + ": " + e.getMessage());
    }
  }

  private static PublishedDevice device(String vendor, Path folder, String name)
      throws IOException {
    var device = Catalog.read(YAML, Catalog.sibling(folder, name + ".yaml"));
    var codec =
        codec(device)
            .orElseThrow(() -> new IOException("none of its firmware versions has a codec"));
    var definition = Catalog.read(YAML, Catalog.sibling(folder, codec + ".yaml"));
    var script =
        Catalog.text(definition.path("uplinkDecoder"), "fileName")
            .orElseThrow(() -> new IOException(codec + ".yaml has no uplinkDecoder.fileName"));
    return new PublishedDevice(
        vendor,
        name,
        device.path("name").asText(),
        Catalog.text(device, "description"),
        Catalog.text(device, "dataSheetURL").or(() -> Catalog.text(device, "productURL")),
        Catalog.sibling(folder, script));
  }

  private static Optional<String> codec(JsonNode device) {
    var firmware = device.path("firmwareVersions");
    var profiles = firmware.path(firmware.size() - 1).path("profiles");
    return Catalog.text(profiles.path(EUROPE), "codec")
        .or(
            () ->
                StreamSupport.stream(profiles.spliterator(), false)
                    .flatMap(each -> Catalog.text(each, "codec").stream())
                    .findFirst());
  }
}
