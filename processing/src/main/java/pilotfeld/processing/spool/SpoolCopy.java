package pilotfeld.processing.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// A spool as it stood at one moment, copied whether or not a process is writing to it.
///
/// That process has the file for itself, so SQLite cannot be asked for a backup from beside it. But
/// what was committed since the write-ahead log was begun stays in the log until it is begun anew:
/// the database's file, in whatever state, and after it the log make a whole, if the log still has
/// the header it had before.
public final class SpoolCopy {

  /// How often the log may be begun anew in the middle before the copy is given up.
  static final int TRIES_LIMIT = 50;

  private static final String FILE = "spool.db";
  private static final String NAME = "name";
  private static final int LOG_HEADER = 32;

  private SpoolCopy() {}

  /// The spools in a state folder, of one process or several.
  public static List<Path> spools(Path state) throws IOException {
    if (!Files.isDirectory(state)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(state)) {
      return found
          .filter(each -> each.getFileName().toString().matches("spool(-\\d+)?"))
          .filter(each -> Files.exists(each.resolve(FILE)))
          .sorted()
          .toList();
    }
  }

  /// Copies a spool into a folder that is made.
  ///
  /// @return how many messages wait in the copy
  /// @throws IOException if it cannot be read, or is damaged
  public static long write(Path spool, Path target) throws IOException {
    Files.createDirectories(target);
    var raw = target.resolve("raw.db");
    copyRaw(spool.resolve(FILE), raw);
    try (var handle = open(raw)) {
      checkSound(handle, spool);
      handle.execute("VACUUM INTO ?", target.resolve(FILE).toString());
      Files.copy(spool.resolve(NAME), target.resolve(NAME));
      return handle.createQuery("SELECT count(*) FROM message").mapTo(Long.class).one();
    } catch (JdbiException e) {
      throw new IOException(
          "the spool %s cannot be copied: %s".formatted(spool, SpoolFile.reason(e)), e);
    } finally {
      for (var part : List.of("", WalTail.SUFFIX, "-shm")) {
        Files.deleteIfExists(target.resolve("raw.db" + part));
      }
    }
  }

  private static Handle open(Path file) {
    return Jdbi.create("jdbc:sqlite:" + file).open();
  }

  private static void checkSound(Handle handle, Path spool) throws IOException {
    var verdict = handle.createQuery("PRAGMA integrity_check(1)").mapTo(String.class).first();
    if (!verdict.equals("ok")) {
      throw new IOException(
          "the spool %s is damaged (%s): start Pilotfeld on it, which salvages what can be read"
              .formatted(spool, verdict));
    }
  }

  private static void copyRaw(Path file, Path raw) throws IOException {
    for (var tries = 0; tries < TRIES_LIMIT; tries++) {
      var before = Beginning.of(file);
      Files.copy(file, raw, StandardCopyOption.REPLACE_EXISTING);
      if (before.header.length > 0) {
        Files.copy(log(file), log(raw), StandardCopyOption.REPLACE_EXISTING);
      }
      if (before.isSame(Beginning.of(file))) {
        return;
      }
      Files.deleteIfExists(log(raw));
    }
    throw new IOException(
        "the spool %s changes too fast to be copied: try again".formatted(file.getParent()));
  }

  private static Path log(Path file) {
    return file.resolveSibling(file.getFileName() + WalTail.SUFFIX);
  }

  // Without a log whatever was written is in the file, and its time tells.
  private record Beginning(byte[] header, FileTime written) {

    static Beginning of(Path file) throws IOException {
      return new Beginning(header(log(file)), Files.getLastModifiedTime(file));
    }

    private static byte[] header(Path log) throws IOException {
      if (!Files.exists(log)) {
        return new byte[0];
      }
      try (var in = Files.newInputStream(log)) {
        return in.readNBytes(LOG_HEADER);
      }
    }

    boolean isSame(Beginning other) {
      return Arrays.equals(header, other.header)
          && (header.length > 0 || written.equals(other.written));
    }
  }

  /// @throws IOException if a spool is there already
  public static void checkFree(Path spool) throws IOException {
    if (Files.exists(spool.resolve(FILE))) {
      throw new IOException(
          "there is a spool in %s already: name an empty folder in PILOTFELD_STATE"
              .formatted(spool));
    }
  }

  /// Puts a copy where a process will find it.
  ///
  /// @throws IOException if there is a spool already
  public static void restore(Path copy, Path spool) throws IOException {
    checkFree(spool);
    SpoolFile.prepare(spool);
    Files.copy(copy.resolve(NAME), spool.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(copy.resolve(FILE), spool.resolve(FILE));
  }
}
