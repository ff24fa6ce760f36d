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

class CodecCommandTest {

  private static final String VECTOR =
      "[{\"name\": \"level\", \"input\": {\"bytes\": [%d]}, \"expected\": {\"data\": {\"level\": 2}}}]";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();

  @BeforeEach
  void writeACodec() throws IOException {
    Files.writeString(
        folder.resolve("gauge.js"),
        "function decodeUplink(input) { return { data: { level: input.bytes[0] } }; }");
  }

  @Test
  void itEndsWith0IfEveryVectorPassed() throws IOException {
    Files.writeString(folder.resolve("test_decode_gauge.json"), VECTOR.formatted(2));

    assertEquals(0, execute("test", folder.toString()));
    assertEquals("1 passed, 0 failed", lastLine());
  }

  @Test
  void itEndsWith1AndShowsWhatFailed() throws IOException {
    Files.writeString(folder.resolve("test_decode_gauge.json"), VECTOR.formatted(3));

    assertEquals(1, execute("test", folder.toString()));
    assertTrue(out.toString().contains("expected {\"data\":{\"level\":2}}"), out.toString());
    assertTrue(out.toString().contains("actual   {\"data\":{\"level\":3}}"), out.toString());
    assertEquals("0 passed, 1 failed", lastLine());
  }

  @Test
  void aFolderWithoutVectorsEndsWith1AndSaysWhatWasLookedFor() {
    assertEquals(1, execute("test", folder.toString()));
    assertTrue(lastLine().contains(folder + ": looked for test_decode_*.json"), lastLine());
  }

  @Test
  void withoutASubcommandItSaysHowItIsCalled() {
    assertEquals(CommandLine.ExitCode.USAGE, execute());
    assertTrue(out.toString().contains("codec [-hV] COMMAND"), out.toString());
  }

  private int execute(String... arguments) {
    return new CommandLine(new CodecCommand())
        .setOut(new PrintWriter(out, true))
        .execute(arguments);
  }

  private String lastLine() {
    return out.toString().lines().toList().getLast();
  }
}
