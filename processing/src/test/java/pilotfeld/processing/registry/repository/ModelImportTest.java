package pilotfeld.processing.registry.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.processing.registry.DeviceModel.Quantity;
import pilotfeld.processing.registry.ModelFolders;

/// Two small repositories of a vendor that there is not, in the layouts of the two that there are.
class ModelImportTest {

  private static final String CONFIRMED = "proposed: true\n";

  @TempDir private Path folder;

  private final List<String> faults = new ArrayList<>();
  private final ModelImport models = new ModelImport(faults::add);

  @AfterEach
  void close() {
    models.close();
  }

  @Test
  void aDeviceOfChirpstacksProfilesBecomesAProposalByNamesUnitsAndValues() throws Exception {
    propose("chirpstack");

    assertEquals(
        """
        # A proposal by the names of fields and published values. Check each quantity and unit, set the interval, add
        # ranges and tests; then take away the next line.
        proposed: true
        vendor: "Acme"
        name: "Garden \\"One\\""
        description: "Soil probe"
        documentation: "https://acme.example/garden"
        interval: PT1H   # not published: how often does a healthy one report?
        quantities:
          - field: "temp.value"   # published: 68
            quantity: temperature
            unit: "[degF]"
            of: site
          - field: "volumetric_water_content.value"   # published: 0.25
            quantity: soil_moisture
            unit: "m3/m3"
            of: site
          - field: "tempC_2"   # published: -1.5
            quantity: temperature
            unit: "Cel"
            of: site
            channel: "tempC_2"
          - field: "battery"   # published: 3594
            quantity: battery_level
            unit: "%"
            of: device
          - field: "batV"   # published: 3.1
            quantity: battery_voltage
            unit: "V"
            of: device
          - field: "vdd"   # published: 3594
            quantity: battery_voltage
            unit: "mV"
            of: device
            channel: "vdd"
          - field: "distance_cm"   # published: 12
            quantity: distance
            unit: "cm"
            of: site
        # Not recognised: "protocol_version", "depth_cm", "rssi"
        """,
        definition("acme-garden"));
    assertTrue(Files.readString(folder.resolve("acme-garden/codec.js")).contains("°F"));
  }

  @Test
  void wordsAreNumberedForAPersonToJudge() throws Exception {
    propose("chirpstack");

    var door = definition("acme-door");
    assertTrue(door.contains("    values: {\"closed\": 0, \"open\": 1}\n"), door);
    assertTrue(door.contains("documentation: \"https://acme.example/door.pdf\"\n"), door);
    assertTrue(door.contains("# Not recognised: \"count\"\n"), door);
  }

  @Test
  void aDeviceOfTheThingsNetworkBecomesOneToo() throws Exception {
    propose("things-network");

    var meter = definition("acme-sensors-meter");
    assertTrue(meter.contains("vendor: \"ACME Sensors\"\n"), meter);
    assertTrue(meter.contains("documentation: \"https://acme.example/meter.pdf\"\n"), meter);
    assertTrue(meter.contains("quantity: pulse_count\n"), meter);
    assertTrue(
        meter.contains("quantity: water_level\n    unit: \"mm\"\n"),
        "a unit that does not convert is not taken: " + meter);
  }

  @Test
  void whatCannotBeTakenIsNamedAndTheOthersAreTaken() throws Exception {
    propose("chirpstack");
    propose("things-network");

    var named = String.join("\n", faults);
    assertEquals(6, faults.size(), named);
    assertTrue(named.contains("acme-lost: there is no file "), named);
    assertTrue(named.contains("mute.toml: its firmware has no codec"), named);
    assertTrue(
        named.contains("acme-needy: its codec cannot run here: codec failed: require is refused"),
        named);
    assertTrue(named.contains("sly.toml: “../../../secret.js” is no file name"), named);
    assertTrue(named.contains("torn.toml: "), named);
    assertTrue(named.contains("gone.yaml: "), named);
    try (var written = Files.list(folder)) {
      assertEquals(3, written.count());
    }
  }

  @Test
  void aProposalIsNoModelUntilAPersonHasConfirmedIt() throws Exception {
    propose("chirpstack");
    var garden = folder.resolve("acme-garden/model.yaml");
    var source = ModelFolders.in(folder).get(1);
    assertEquals(
        "model acme-garden, model.yaml: it is a proposal: check its quantities and units, then take"
            + " away the line “proposed: true”",
        assertThrows(IllegalArgumentException.class, source::model).getMessage());

    Files.writeString(garden, Files.readString(garden).replace(CONFIRMED, ""));

    var model = ModelFolders.in(folder).get(1).model();
    assertEquals(7, model.quantities().size());
    assertEquals(
        List.of("Cel", "%", "Cel", "%", "V", "V", "mm"),
        model.quantities().stream().map(Quantity::unit).toList());
  }

  @Test
  void aModelThatIsThereIsLeftAsItIs() throws Exception {
    propose("chirpstack");
    var garden = folder.resolve("acme-garden/model.yaml");
    Files.writeString(garden, "mine");
    faults.clear();

    propose("chirpstack");

    assertEquals("mine", Files.readString(garden));
    assertTrue(
        faults.contains("acme-garden: it is there already, and is left as it is"),
        faults::toString);
    assertFalse(Files.exists(folder.resolve("acme-needy")));
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    var refusal =
        assertThrows(NoSuchFileException.class, () -> models.devices(folder.resolve("nowhere")));

    assertEquals("there is no folder " + folder.resolve("nowhere"), refusal.getMessage());
  }

  private void propose(String repository) throws IOException, URISyntaxException {
    var root = Path.of(ModelImportTest.class.getResource("/repository/" + repository).toURI());
    for (var device : models.devices(root)) {
      models.propose(device, folder);
    }
  }

  private String definition(String model) throws IOException {
    return Files.readString(folder.resolve(model).resolve("model.yaml"));
  }
}
