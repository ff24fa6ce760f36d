package pilotfeld.ingest.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that is named on the command line.
final class GivenFile {

  private GivenFile() {}

  /// What is in it. Where that is more than the limit it is a byte more, which is enough to know.
  ///
  /// @param limit in bytes
  /// @throws IllegalArgumentException if it is no file that can be read
  static byte[] bytes(Path file, int limit) throws IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new IllegalArgumentException(file + " is no file that can be read");
    }
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(limit + 1);
    }
  }
}
