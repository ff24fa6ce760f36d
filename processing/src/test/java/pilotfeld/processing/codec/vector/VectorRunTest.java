package pilotfeld.processing.codec.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.processing.codec.vector.VectorRun.Count;

class VectorRunTest {

  private static final Instant NOW = Instant.parse("2026-07-18T09:34:15Z");
  private static final String CODEC =
      """
      function decodeUplink(input) {
        if (input.bytes.length === 0) {
          return { errors: ['payload is empty'] };
        }
        return { data: { level: input.bytes[0] / 10, port: input.fPort }, warnings: [] };
      }
      function encodeDownlink(input) {
        return { bytes: [input.data.level * 10], fPort: 3 };
      }
      function decodeDownlink(input) {
        return { data: { level: input.bytes[0] / 10 } };
      }
      """;

  private static final String THINGS_NETWORK =
      """
      uplinkDecoder:
        fileName: gauge.js
        examples:
          - description: Level
            input: {fPort: 2, bytes: [0x0F]}
            output: {data: {level: 1.5, port: 2}}
      downlinkEncoder:
        fileName: gauge.js
        examples:
          - description: Set
            input: {data: {level: 1.2}}
            output: {bytes: [12], fPort: 3}
      downlinkDecoder:
        fileName: gauge.js
        examples:
          - description: Set
            input: {fPort: 3, bytes: [12]}
            output: {data: {level: 1.2}, errors: [], warnings: []}
      """;

  @TempDir private Path folder;

  private final List<String> failures = new ArrayList<>();

  @Test
  void vectorsOfChirpstackAreFoundBesideTheirCodecAndMayBeWrittenAsJavascript() throws IOException {
    write("acme/codecs/gauge.js", CODEC);
    write(
        "acme/codecs/test_decode_gauge.json",
        """
        [
          // Hex, comments and a comma at the end are no JSON.
          { "name": "level", "input": { "bytes": [0x0f], "fPort": 2 }, "expected": { "data": { "port": 2.0, "level": 1.5 } } },
          { "name": "empty", "input": { "bytes": [] }, "expected": { "errors": ["payload is empty"] } },
        ]
        """);
    write(
        "acme/codecs/test_encode_gauge.json",
        """
        [{ "name": "set", "input": { "data": { "level": 1.2 } }, "expected": { "bytes": [12], "fPort": 3, "errors": [] } }]
        """);

    assertEquals(new Count(3, 0), run());
    assertEquals(List.of(), failures);
  }

  @Test
  void vectorsOfTheThingsNetworkStandInYaml() throws IOException {
    write("vendor/acme/gauge.js", CODEC);
    write("vendor/acme/gauge-codec.yaml", THINGS_NETWORK);

    assertEquals(new Count(3, 0), run());
    assertEquals(List.of(), failures);
  }

  @Test
  void aFailureShowsWhatWasExpectedAndWhatCame() throws IOException {
    write("gauge.js", CODEC);
    write(
        "test_decode_gauge.json",
        """
        [{ "name": "level", "input": { "bytes": [15] }, "expected": { "data": { "level": 1.6 } } }]
        """);

    assertEquals(new Count(0, 1), run());
    assertEquals(
        """
        test_decode_gauge.json: “level”
          expected {"data":{"level":1.6}}
          actual   {"data":{"level":1.5},"warnings":[]}"""
            .lines()
            .toList(),
        failures.getFirst().lines().toList());
  }

  @Test
  void aVectorWithoutItsCodecOrItsFunctionFails() throws IOException {
    var vector = "[{\"input\": {\"bytes\": []}, \"expected\": {}}]";
    write("test_decode_absent.json", vector);
    write("empty.js", "");
    write("test_encode_empty.json", vector);

    assertEquals(new Count(0, 2), run());
    assertEquals("test_decode_absent.json: “”  there is no codec absent.js", line(0));
    assertEquals(
        "test_encode_empty.json: “”  expected {}  actual   the codec has no function encodeDownlink",
        line(1));
  }

  @Test
  void aFileThatCannotBeReadFailsAndTheOthersAreRun() throws IOException {
    write("a-codec.yaml", "uplinkDecoder: [");
    write("b-codec.yaml", "uplinkDecoder: {examples: [{input: {}}]}");
    write("test_decode_c.json", "[{]");
    write("test_decode_d.json", "{}");
    write("test_decode_e.json", "[{}]");
    write("gauge.js", CODEC);
    write("gauge-codec.yaml", THINGS_NETWORK);

    assertEquals(new Count(3, 5), run());
    assertEquals("test_decode_d.json: this is no list of vectors", line(3));
    assertEquals("test_decode_e.json: a vector has input and expected: {}", line(4));
  }

  @Test
  void aVectorWithoutANameOfItsOwnBelongsToTheOneCodecThatHasALongerName() throws IOException {
    write("gauge-8192.js", CODEC);
    write("gauges-1.js", "");
    write(
        "test_decode_gauge.json",
        "[{\"input\": {\"bytes\": [15]}, \"expected\": {\"data\": {\"level\": 1.5}}}]");

    assertEquals(new Count(1, 0), run());

    write("gauge-4096.js", CODEC);
    assertEquals(new Count(0, 1), run());
    assertEquals("test_decode_gauge.json: “”  there is no codec gauge.js", line(0));
  }

  @Test
  void theClockStandsWhereTheVectorSaysThatTheUplinkCame() throws IOException {
    write(
        "clock.js",
        "function decodeUplink(input) { return { data: { at: (input.recvTime || new Date()).toISOString(), now: Date.now() } }; }");
    write(
        "test_decode_clock.json",
        """
        [{ input: { recvTime: "1970-01-01T00:00:01.000+00:00" }, expected: { data: { at: "1970-01-01T00:00:01.000Z", now: 1000 } } },
         { input: {}, expected: { data: { at: "1970-01-01T00:00:02.000Z", now: 2000 } } }]
        """);
    write("now.js", "function decodeUplink(input) { return { data: { now: Date.now() } }; }");
    write("test_decode_now.json", "[{ input: {}, expected: { data: { now: 1784367255000 } } }]");

    assertEquals(new Count(3, 0), run());
    assertEquals(List.of(), failures);
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    var absent = folder.resolve("absent");

    var refusal =
        assertThrows(
            NoSuchFileException.class,
            () -> {
              try (var run = new VectorRun(absent, NOW, failures::add)) {
                run.run();
              }
            });

    assertEquals("there is no folder " + absent, refusal.getMessage());
  }

  private Count run() throws IOException {
    try (var run = new VectorRun(folder, NOW, failures::add)) {
      return run.run();
    }
  }

  private String line(int failure) {
    return String.join("", failures.get(failure).lines().toList());
  }

  private void write(String path, String text) throws IOException {
    var file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
