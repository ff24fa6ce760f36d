package pilotfeld.processing.backup;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a backup holds, as `manifest.json` beside it.
///
/// @param pilotfeld version of the program that made it
/// @param createdAt when it was begun, ISO 8601
/// @param migration level of the schema
/// @param postgres major version of the server
/// @param timescaledb version of the extension; empty on plain PostgreSQL
/// @param owner role that owned the tables
/// @param files everything else in the folder
record Manifest(
    String pilotfeld,
    String createdAt,
    int migration,
    int postgres,
    String timescaledb,
    String owner,
    List<CheckedFile> files) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "manifest.json";

  Manifest {
    files = List.copyOf(files);
  }

  void write(Path folder) throws IOException {
    JSON.writerWithDefaultPrettyPrinter().writeValue(folder.resolve(FILE).toFile(), this);
  }

  /// @throws IOException if it is no backup, or a file is not what was written
  static Manifest readAndCheck(Path folder) throws IOException {
    if (!Files.exists(folder.resolve(FILE))) {
      throw new IOException(folder + " is no backup: it has no " + FILE);
    }
    try {
      var manifest = JSON.readValue(folder.resolve(FILE).toFile(), Manifest.class);
      for (var file : manifest.files) {
        file.check(folder);
      }
      return manifest;
    } catch (JacksonException e) {
      throw new IOException(
          "%s cannot be read: %s".formatted(folder.resolve(FILE), e.getOriginalMessage()), e);
    }
  }
}
