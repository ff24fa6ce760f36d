package pilotfeld.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program that was run to its end.
///
/// @param words what was called
/// @param code with which it ended; -1 if it did not start, or not end in time
/// @param output its standard output, stripped
/// @param errors its standard error
record Call(List<String> words, int code, String output, String errors) {

  static Call of(Duration patience, List<String> words) {
    return of(patience, words, Map.of());
  }

  static Call of(Duration patience, List<String> words, Map<String, String> environment) {
    try {
      var output = Files.createTempFile("call", ".out");
      var errors = Files.createTempFile("call", ".err");
      var program =
          new ProcessBuilder(words).redirectOutput(output.toFile()).redirectError(errors.toFile());
      program.environment().putAll(environment);
      return new Call(words, end(program, patience), text(output), text(errors));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: " + words, e);
    }
  }

  private static int end(ProcessBuilder program, Duration patience) throws InterruptedException {
    try {
      var process = program.start();
      if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly().waitFor();
      return -1;
    } catch (IOException e) {
      return -1;
    }
  }

  private static String text(Path file) throws IOException {
    var text = Files.readString(file).strip();
    Files.delete(file);
    return text;
  }

  boolean ok() {
    return code == 0;
  }

  /// @return its output
  String orFail() {
    if (!ok()) {
      throw new IllegalStateException(
          "%s ended with %d: %s %s".formatted(words, code, output, errors));
    }
    return output;
  }
}
