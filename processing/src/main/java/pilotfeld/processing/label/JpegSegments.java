package pilotfeld.processing.label;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// A JPEG (ITU-T T.81) without what is beside the picture: no place, no thumbnail, no profile. A
/// progressive one is drawn scan by scan, and a scan over millions of pixels fits in some bytes: so
/// they are counted.
final class JpegSegments {

  /// Most scans; programs write about ten.
  static final int SCANS_LIMIT = 64;

  private static final int MARKER = 0xFF;
  private static final int START = 0xD8;
  private static final int END = 0xD9;
  private static final int SCAN = 0xDA;
  private static final int FIRST_RESTART = 0xD0;
  private static final int LAST_RESTART = 0xD7;
  private static final int FIRST_APPLICATION = 0xE0;
  private static final int LAST_APPLICATION = 0xEF;
  private static final int COMMENT = 0xFE;

  // What the colours are may be said there by Adobe, and nowhere else.
  private static final int ADOBE = 0xEE;

  private final ByteBuffer source;
  private final ByteBuffer kept;
  private int scans;

  private JpegSegments(byte[] jpeg) {
    this.source = ByteBuffer.wrap(jpeg);
    this.kept = ByteBuffer.allocate(jpeg.length);
  }

  /// What follows the picture is left out too; what is cut off is left to the reader to complain
  /// of.
  ///
  /// @throws IOException if it has too many scans, or something else where a segment should begin
  static byte[] ofPicture(byte[] jpeg) throws IOException {
    return new JpegSegments(jpeg).read();
  }

  private byte[] read() throws IOException {
    var marker = START;
    while (marker != END && source.remaining() >= 2) {
      marker = marker();
      take(marker);
    }
    return Arrays.copyOf(kept.array(), kept.position());
  }

  // Any number of filling bytes may stand before it.
  private int marker() throws IOException {
    if ((source.get() & 0xFF) != MARKER) {
      throw new IOException("no segment begins at byte " + (source.position() - 1));
    }
    var code = MARKER;
    while (code == MARKER && source.hasRemaining()) {
      code = source.get() & 0xFF;
    }
    return code;
  }

  private void take(int marker) throws IOException {
    var length = isAlone(marker) || source.remaining() < 2 ? 0 : length();
    if (isBeside(marker)) {
      source.position(source.position() + length);
      return;
    }
    kept.put((byte) MARKER).put((byte) marker);
    move(length);
    if (marker == SCAN) {
      count();
      move(scanned());
    }
  }

  private void count() throws IOException {
    if (++scans > SCANS_LIMIT) {
      throw new IOException("it has more than " + SCANS_LIMIT + " scans");
    }
  }

  // Cut off, it ends with the file.
  private int length() {
    return Math.min(source.getShort(source.position()) & 0xFFFF, source.remaining());
  }

  /// Bytes up to the next marker: of a scan, those after 0xFF are zero or restart it.
  private int scanned() {
    var index = source.position();
    while (index < source.limit() && !endsScan(index)) {
      index++;
    }
    return index - source.position();
  }

  private boolean endsScan(int index) {
    if ((source.get(index) & 0xFF) != MARKER || index + 1 == source.limit()) {
      return false;
    }
    var next = source.get(index + 1) & 0xFF;
    return next != 0 && (next < FIRST_RESTART || next > LAST_RESTART);
  }

  private void move(int length) {
    kept.put(source.slice(source.position(), length));
    source.position(source.position() + length);
  }

  private static boolean isAlone(int marker) {
    return marker >= FIRST_RESTART && marker <= END;
  }

  private static boolean isBeside(int marker) {
    return marker == COMMENT
        || marker >= FIRST_APPLICATION && marker <= LAST_APPLICATION && marker != ADOBE;
  }
}
