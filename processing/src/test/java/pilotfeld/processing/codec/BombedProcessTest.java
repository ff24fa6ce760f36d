package pilotfeld.processing.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BombedProcessTest {

  private static final List<String> BOMBS =
      List.of(
          "function decodeUplink() { var a = []; for (;;) { a.push(new Float64Array(130000)); } }",
          "function decodeUplink() { return Array.from({ length: 4294967295 }); }",
          "function decodeUplink() { return [].slice.call({ length: 100000000 }); }",
          "function decodeUplink() { return Object.assign({}, Array(900000).fill(1)); }",
          "function decodeUplink() { var a = Array(900000).fill(1); for (;;) { a = a.concat(a); } }",
          "function decodeUplink() { var a = []; a[999999] = 1; for (;;) { a = [a.toSorted(), a]; } }");

  @Test
  void bombsInAProcessWithTheHeapOfTheImageHarmNeitherItNorTheOthers() throws Exception {
    var process = new ProcessBuilder(command()).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals("12 of 12 as they should", said.lines().toList().getLast(), said);
    assertEquals(0, process.waitFor());
  }

  private static List<String> command() {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                BombedProcess.class.getName()));
    command.addAll(BOMBS);
    return command;
  }
}
