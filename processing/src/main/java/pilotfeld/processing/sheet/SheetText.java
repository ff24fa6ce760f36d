package pilotfeld.processing.sheet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// The text of a file that does not say how it is encoded: by its byte order mark, else UTF-8, else
/// what Windows writes in Western Europe.
final class SheetText {

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private SheetText() {}

  static String of(byte[] file) {
    var text = decoded(file);
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private static String decoded(byte[] file) {
    if (begins(file, 0xFE, 0xFF) || begins(file, 0xFF, 0xFE)) {
      return new String(file, StandardCharsets.UTF_16);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException e) {
      return new String(file, WINDOWS);
    }
  }

  private static boolean begins(byte[] file, int first, int second) {
    return file.length >= 2 && file[0] == (byte) first && file[1] == (byte) second;
  }
}
