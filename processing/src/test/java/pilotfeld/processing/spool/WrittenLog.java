package pilotfeld.processing.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A spool as its process left it when it was killed, with some messages and then one more whose
/// transaction ends the log; of it, copies are torn.
///
/// @param whole the log as it was written
/// @param torn folder of the copy
/// @param begin of the last transaction in the log
/// @param end of it
record WrittenLog(byte[] database, byte[] whole, Path torn, int begin, int end) {

  /// The numbers of all messages but the last.
  static final List<Integer> BEFORE = List.of(0, 1, 2);

  /// Bytes before the first frame.
  static final int HEADER = 32;

  private static final long FRAME = 24 + 4096;

  static WrittenLog in(Path folder) throws IOException {
    var database = folder.resolve("spool.db");
    try (var spool = Spool.open(folder, Waiting.ROOM)) {
      for (var number : BEFORE) {
        spool.add(List.of(Waiting.entry(number)));
      }
      var begin = written(database);
      spool.add(List.of(Waiting.entry(3)));
      return new WrittenLog(
          Files.readAllBytes(database),
          Files.readAllBytes(folder.resolve("spool.db-wal")),
          folder.resolveSibling("torn"),
          begin,
          written(database));
    }
  }

  // The file is longer: behind it stands what the log held before it was begun anew.
  private static int written(Path database) throws IOException {
    return (int) (HEADER + FRAME * WalTail.of(database).frames());
  }

  /// The folder of a copy whose log ends at a byte.
  Path cutAt(int at) throws IOException {
    try (var log = copy()) {
      log.setLength(at);
    }
    return torn;
  }

  /// The folder of a copy that has another byte there.
  Path damagedAt(int at) throws IOException {
    try (var log = copy()) {
      log.seek(at);
      log.write(whole[at] ^ 0xff);
    }
    return torn;
  }

  private RandomAccessFile copy() throws IOException {
    Files.createDirectories(torn);
    Files.deleteIfExists(torn.resolve("spool.db-wal.unreadable"));
    Files.write(torn.resolve("spool.db"), database);
    Files.write(torn.resolve("spool.db-wal"), whole);
    return new RandomAccessFile(torn.resolve("spool.db-wal").toFile(), "rw");
  }
}
