package pilotfeld.ingest.command;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where a command writes a file.
final class Output {

  private Output() {}

  /// @param file standard output where it is empty
  static Writer of(Optional<Path> file) throws IOException {
    // Not System.out, which keeps a failure to itself: a full disk would pass for a whole export.
    return file.isPresent()
        ? Files.newBufferedWriter(file.get())
        : new BufferedWriter(
            new OutputStreamWriter(
                new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8));
  }
}
