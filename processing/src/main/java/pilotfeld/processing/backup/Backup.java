package pilotfeld.processing.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import pilotfeld.processing.spool.SpoolCopy;
import pilotfeld.processing.store.DatabaseSettings;

/// A copy of everything that was ever acknowledged: what waits on disk, and the database.
///
/// The spools come first: what is drained in between is then in both, and a duplicate after a
/// restore; the other way round it would be in neither.
///
/// @param version of the program
/// @param said told how far it has come, every two seconds
public record Backup(String version, Consumer<String> said) {

  static final String DATABASE = "database.dump";

  private static final long MEGABYTE = 1024 * 1024;

  /// Writes a folder, which is there only once it is whole. Pilotfeld may run meanwhile.
  ///
  /// @param state where the spools are
  /// @return messages that wait in the copied spools
  /// @throws IllegalArgumentException if there is something at its place already
  /// @throws IOException if a program is missing or too old, or something cannot be read or written
  public long write(Path folder, DatabaseSettings settings, Path state, Instant now)
      throws IOException {
    if (Files.exists(folder)) {
      throw new IllegalArgumentException(folder + " is there already: name a folder that is not");
    }
    var server = Server.at(settings);
    var migration =
        server
            .migration()
            .orElseThrow(
                () -> new IOException("there is nothing of Pilotfeld in the database " + settings));
    var dump = PostgresTool.find("pg_dump", server.major());
    var unfinished = unfinished(folder);
    var waiting = copySpools(state, unfinished);
    dump(dump, settings, unfinished);
    new Manifest(
            version,
            now.toString(),
            migration,
            server.major(),
            server.timescale().orElse(""),
            server.owner(),
            files(unfinished))
        .write(unfinished);
    Files.move(unfinished, folder);
    return waiting;
  }

  private static Path unfinished(Path folder) throws IOException {
    var parent = Files.createDirectories(folder.toAbsolutePath().getParent());
    return Files.createTempDirectory(
        parent,
        folder.getFileName() + ".unfinished-",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private static long copySpools(Path state, Path target) throws IOException {
    var waiting = 0L;
    for (var spool : SpoolCopy.spools(state)) {
      waiting += SpoolCopy.write(spool, target.resolve(spool.getFileName()));
    }
    return waiting;
  }

  private void dump(PostgresTool dump, DatabaseSettings settings, Path target) throws IOException {
    var file = target.resolve(DATABASE);
    dump.run(
        settings,
        List.of("--format=custom", "--no-comments", "--file=" + file),
        target.resolve("pg_dump.log"),
        () -> said.accept("the database: %d MB written".formatted(size(file) / MEGABYTE)));
  }

  private static long size(Path file) {
    return file.toFile().length();
  }

  private static List<CheckedFile> files(Path folder) throws IOException {
    var files = new ArrayList<CheckedFile>();
    try (Stream<Path> found = Files.walk(folder)) {
      for (var file : found.filter(Files::isRegularFile).sorted().toList()) {
        files.add(CheckedFile.of(folder, file));
      }
    }
    return files;
  }
}
