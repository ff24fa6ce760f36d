package pilotfeld.processing.label;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/// A PNG without what is beside the picture. Java's reader unpacks compressed texts of pictures
/// with a palette even where it is told to leave them aside, and some kilobytes may unpack to
/// gigabytes.
final class PngChunks {

  private static final int SIGNATURE_BYTES = 8;
  private static final int FRAME_BYTES = 12; // Length, type and checksum around the data.
  private static final Set<String> PICTURE = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

  private PngChunks() {}

  /// What is cut off in a broken file is left to the reader to complain of.
  static byte[] ofPicture(byte[] png) {
    var source = ByteBuffer.wrap(png);
    var kept = ByteBuffer.allocate(png.length);
    kept.put(source.slice(0, SIGNATURE_BYTES));
    source.position(SIGNATURE_BYTES);
    while (source.remaining() >= FRAME_BYTES) {
      var length = source.getInt(source.position());
      if (length < 0 || length > source.remaining() - FRAME_BYTES) {
        break;
      }
      var chunk = source.slice(source.position(), FRAME_BYTES + length);
      if (PICTURE.contains(type(chunk))) {
        kept.put(chunk);
      }
      source.position(source.position() + FRAME_BYTES + length);
    }
    return Arrays.copyOf(kept.array(), kept.position());
  }

  private static String type(ByteBuffer chunk) {
    var type = new byte[4];
    chunk.get(4, type);
    return new String(type, StandardCharsets.ISO_8859_1);
  }
}
