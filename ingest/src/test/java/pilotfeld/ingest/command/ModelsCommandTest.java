package pilotfeld.ingest.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModelsCommandTest {

  @TempDir private Path checkout;
  @TempDir private Path models;

  private final StringWriter out = new StringWriter();

  @BeforeEach
  void publishADevice() throws IOException {
    var vendor = Files.createDirectories(checkout.resolve("vendors/acme"));
    Files.createDirectories(vendor.resolve("devices"));
    Files.createDirectories(vendor.resolve("codecs"));
    Files.writeString(vendor.resolve("vendor.toml"), "[vendor]\nname = \"Acme\"\n");
    Files.writeString(
        vendor.resolve("devices/level.toml"),
        "[device]\nname = \"Level\"\n[[device.firmware]]\ncodec = \"level.js\"\n");
    Files.writeString(
        vendor.resolve("codecs/level.js"),
        "function decodeUplink(input) { return { data: { distance: 2 } }; }");
    Files.writeString(
        vendor.resolve("codecs/test_decode_level.json"),
        "[{\"input\": {\"bytes\": [2]}, \"expected\": {\"data\": {\"distance\": 2}}}]");
  }

  @Test
  void whatIsProposedIsCheckedByAPersonAndThenIsInOrder() throws IOException {
    assertEquals(0, execute("import", checkout.toString(), "--into", models.toString()));
    assertTrue(out.toString().contains("1 fields recognised,  0 not"), out.toString());
    assertTrue(out.toString().contains("1 proposed, 0 not taken"), out.toString());

    assertEquals(1, execute("check", models.toString()));
    assertTrue(out.toString().contains("acme-level, model.yaml: it is a proposal"), out.toString());

    var definition = models.resolve("acme-level/model.yaml");
    Files.writeString(definition, Files.readString(definition).replace("proposed: true\n", ""));
    assertEquals(0, execute("check", models.toString()));
    assertTrue(out.toString().endsWith("1 in order, 0 not\n"), out.toString());
  }

  @Test
  void onlyWhatIsWantedIsProposed() {
    assertEquals(
        0, execute("import", checkout.toString(), "--into", models.toString(), "--only", "other"));
    assertEquals("0 proposed, 0 not taken\n", out.toString());
  }

  @Test
  void whatCouldNotBeTakenIsSaidLastAndIsNoFailureBesideAProposal() throws IOException {
    Files.writeString(
        checkout.resolve("vendors/acme/devices/flow.toml"),
        "[device]\nname = \"Flow\"\n[[device.firmware]]\ncodec = \"flow.js\"\n");

    assertEquals(0, execute("import", checkout.toString(), "--into", models.toString()));
    var lines = out.toString().lines().toList();
    assertTrue(lines.get(0).startsWith("acme-level "), out.toString());
    assertTrue(lines.get(1).startsWith("not taken: acme-flow: there is no file "), out.toString());
    assertEquals("1 proposed, 1 not taken", lines.get(2));
  }

  @Test
  void itEndsWith1IfNothingCouldBeTaken() throws IOException {
    Files.delete(checkout.resolve("vendors/acme/codecs/level.js"));

    assertEquals(1, execute("import", checkout.toString(), "--into", models.toString()));
    assertTrue(out.toString().contains("not taken: acme-level: there is no file "), out.toString());
    assertTrue(out.toString().contains("0 proposed, 1 not taken"), out.toString());
  }

  @Test
  void aFolderWithoutModelsEndsWith1AndSaysWhatWasLookedFor() {
    assertEquals(1, execute("check", models.toString()));
    assertEquals(
        "there are no models in %s: looked for folders with a model.yaml right below it%n"
            .formatted(models),
        out.toString());
  }

  private int execute(String... arguments) {
    out.getBuffer().setLength(0);
    return new CommandLine(new ModelsCommand())
        .setOut(new PrintWriter(out, true))
        .execute(arguments);
  }
}
