package pilotfeld.processing.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What stands in SQLite's write-ahead log, to be held against what SQLite could read of it: it
/// passes over a torn tail without a word.
///
/// The layout is that of https://www.sqlite.org/fileformat2.html#the_write_ahead_log: a header of
/// 32 bytes with the page size at 8, two salts at 16 and a checksum at 24, then frames, each of a
/// header of 24 bytes with a copy of the salts at 8, and a page.
///
/// @param log the log's file
/// @param frames that were written since the log was begun anew, whole or in part
record WalTail(Path log, long frames) {

  /// Of the log's file name, behind that of the database.
  static final String SUFFIX = "-wal";

  private static final int HEADER = 32;
  private static final int PAGE_SIZE_AT = 8;
  private static final int SALTS_AT = 16;
  private static final int CHECKSUM_AT = 24;
  private static final int FRAME_HEADER = 24;
  private static final int FRAME_SALTS_AT = 8;
  private static final int FRAME_SALTS_END = 16;

  private static final Logger LOG = LoggerFactory.getLogger(WalTail.class);

  /// Looks at the log, and keeps a copy of it, before SQLite begins it anew.
  static WalTail of(Path database) throws IOException {
    var log = database.resolveSibling(database.getFileName() + SUFFIX);
    if (!Files.exists(log)) {
      return new WalTail(log, 0);
    }
    var tail = new WalTail(log, frames(log));
    Files.copy(log, tail.copy(), StandardCopyOption.REPLACE_EXISTING);
    return tail;
  }

  private Path copy() {
    return log.resolveSibling(log.getFileName() + ".unreadable");
  }

  private static long frames(Path log) throws IOException {
    try (var file = Files.newByteChannel(log)) {
      var header = ByteBuffer.allocate(HEADER);
      if (file.read(header) < HEADER) {
        return 0;
      }
      // Without its header the whole log is unreadable, however many frames it has.
      return isSound(header) ? frames(file, header) : file.size() > HEADER ? 1 : 0;
    }
  }

  private static boolean isSound(ByteBuffer header) {
    var words = header.duplicate().order(byteOrder(header.getInt(0)));
    var first = 0;
    var second = 0;
    for (var at = 0; at < CHECKSUM_AT; at += 2 * Integer.BYTES) {
      first += words.getInt(at) + second;
      second += words.getInt(at + Integer.BYTES) + first;
    }
    return first == header.getInt(CHECKSUM_AT)
        && second == header.getInt(CHECKSUM_AT + Integer.BYTES);
  }

  // The last bit of the magic number tells in which order checksums read their words.
  private static ByteOrder byteOrder(int magic) {
    return (magic & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private static long frames(SeekableByteChannel file, ByteBuffer header) throws IOException {
    var pageSize = header.getInt(PAGE_SIZE_AT);
    var frames = 0L;
    var start = ByteBuffer.allocate(FRAME_SALTS_END);
    for (long at = HEADER; ; at += FRAME_HEADER + pageSize) {
      start.clear();
      file.position(at);
      if (file.read(start) < FRAME_SALTS_END
          || start.getLong(FRAME_SALTS_AT) != header.getLong(SALTS_AT)) {
        return frames;
      }
      frames++;
    }
  }

  /// Says how much of the log SQLite passed over, and keeps the copy of it if there is anything.
  ///
  /// @param handle on which nothing was written yet
  void nameWhatIsMissing(Handle handle) throws IOException {
    var read =
        handle
            .createQuery("PRAGMA wal_checkpoint(PASSIVE)")
            .map((row, _) -> row.getLong("log"))
            .one();
    if (read >= frames) {
      Files.deleteIfExists(copy());
      return;
    }
    LOG.warn(
        "{} of {} pages at the end of the spool's log were not written whole and are set aside as {}; nothing of it was acknowledged, unless the disk lost it afterwards",
        frames - read,
        frames,
        copy());
  }
}
