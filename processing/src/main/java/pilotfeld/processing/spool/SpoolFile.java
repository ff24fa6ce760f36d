package pilotfeld.processing.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The spool's file: opened, checked, and set aside where SQLite cannot read it. One process has it
/// at a time.
final class SpoolFile {

  private static final Logger LOG = LoggerFactory.getLogger(SpoolFile.class);

  private static final String FILE = "spool.db";
  // Its presence means that it holds all that could be salvaged.
  private static final String SALVAGED = "salvaged.db";
  private static final List<String> PARTS = List.of("", WalTail.SUFFIX, "-shm");
  // The low byte of an error code of SQLite is the code itself, the rest says more.
  private static final int CODE = 0xff;

  private static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS message (
        number      INTEGER PRIMARY KEY,
        identity    TEXT NOT NULL,
        source      TEXT NOT NULL,
        topic       TEXT NOT NULL,
        body        BLOB NOT NULL,
        arrived_at  TEXT NOT NULL,
        redelivered INTEGER NOT NULL,
        checksum    INTEGER NOT NULL
      )
      """;
  // Rows whose checksum is wrong, as they were found.
  private static final String UNREADABLE =
      "CREATE TABLE IF NOT EXISTS unreadable AS SELECT * FROM message WHERE false";

  private final Path folder;

  SpoolFile(Path folder) {
    this.folder = folder;
  }

  /// Makes the folder, into which nobody else may look.
  static void prepare(Path folder) throws IOException {
    var permissions = PosixFilePermissions.fromString("rwx------");
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(permissions));
    Files.setPosixFilePermissions(folder, permissions);
  }

  /// Opens the file after a look at all of it. What SQLite cannot read is set aside.
  ///
  /// @throws JdbiException if it cannot be opened for another reason than what is in it
  Handle openChecked() throws IOException {
    var tail = WalTail.of(folder.resolve(FILE));
    finishSalvage();
    try {
      var handle = open();
      tail.nameWhatIsMissing(handle);
      return handle;
    } catch (DamagedFile e) {
      LOG.warn("{} cannot be read ({}): salvaging", folder.resolve(FILE), e.getMessage());
    }
    salvage();
    finishSalvage();
    return reopen();
  }

  /// Opens the file as it was left by this process.
  Handle reopen() {
    return prepared(open(folder.resolve(FILE)), "WAL");
  }

  private Handle open() throws DamagedFile {
    var handle = open(folder.resolve(FILE));
    try {
      prepared(handle, "WAL");
      var verdict = handle.createQuery("PRAGMA integrity_check(1)").mapTo(String.class).first();
      if (verdict.equals("ok")) {
        return handle;
      }
      handle.close();
      // The first line only says in which database.
      throw new DamagedFile(verdict.lines().reduce((_, last) -> last).orElse(""));
    } catch (JdbiException e) {
      handle.close();
      if (isDamage(e)) {
        throw new DamagedFile(reason(e));
      }
      throw e;
    }
  }

  private static Handle open(Path file) {
    return Jdbi.create("jdbc:sqlite:" + file).open();
  }

  private static Handle prepared(Handle handle, String journal) {
    handle.execute("PRAGMA locking_mode = EXCLUSIVE");
    handle.execute("PRAGMA journal_mode = " + journal);
    handle.execute("PRAGMA synchronous = FULL");
    handle.execute(TABLE);
    handle.execute(UNREADABLE);
    return handle;
  }

  private void salvage() throws IOException {
    var unfinished = folder.resolve("unfinished.db");
    Files.deleteIfExists(unfinished);
    try (var from = open(folder.resolve(FILE));
        var to = prepared(open(unfinished), "DELETE")) {
      LOG.warn("{}", Salvage.run(from, to));
    }
    Files.move(unfinished, folder.resolve(SALVAGED), StandardCopyOption.ATOMIC_MOVE);
  }

  // May have been broken off at any step before.
  private void finishSalvage() throws IOException {
    if (!Files.exists(folder.resolve(SALVAGED))) {
      return;
    }
    var aside = freeName(FILE + ".unreadable-");
    for (var part : PARTS) {
      var found = folder.resolve(FILE + part);
      if (Files.exists(found)) {
        Files.move(found, folder.resolve(aside + part));
      }
    }
    Files.move(folder.resolve(SALVAGED), folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    LOG.warn("what could not be read is set aside as {}", folder.resolve(aside));
  }

  private String freeName(String prefix) {
    var number = 1;
    while (Files.exists(folder.resolve(prefix + number))) {
      number++;
    }
    return prefix + number;
  }

  /// Where the name is; made when the spool is opened for the first time.
  static Path name(Path folder) {
    return folder.resolve("name");
  }

  /// By which the tables know this spool, also after its file was set aside.
  String name() throws IOException {
    var file = name(folder);
    if (Files.exists(file) && !Files.readString(file).isBlank()) {
      return Files.readString(file).strip();
    }
    var name = UUID.randomUUID().toString().substring(0, 8);
    Files.writeString(file, name);
    return name;
  }

  /// Whether SQLite cannot make sense of what is in the file.
  static boolean isDamage(JdbiException e) {
    return isDamagedInPlaces(e) || code(e) == SQLiteErrorCode.SQLITE_NOTADB.code;
  }

  /// Whether elsewhere in the file there may be something to be read.
  static boolean isDamagedInPlaces(JdbiException e) {
    return code(e) == SQLiteErrorCode.SQLITE_CORRUPT.code;
  }

  /// In a few words, without what was to be written.
  static String reason(JdbiException e) {
    if (code(e) == SQLiteErrorCode.SQLITE_BUSY.code) {
      return "another process uses it, give each a PILOTFELD_STATE of its own";
    }
    return e.getCause() == null ? e.getClass().getSimpleName() : e.getCause().getMessage();
  }

  private static int code(JdbiException e) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof SQLiteException sqlite) {
        return sqlite.getResultCode().code & CODE;
      }
    }
    return 0;
  }

  private static final class DamagedFile extends Exception {

    private static final long serialVersionUID = 1;

    DamagedFile(String message) {
      super(message, null, false, false);
    }
  }
}
