package pilotfeld.processing.codec;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// What a codec is asked, and the form in which a process of codecs is told so.
sealed interface CodecCall {

  /// The number of its codec, its kind, port or function, time, and length.
  int HEADER_BYTES = 21;

  /// Of one `char` in UTF-8, at most.
  int UTF_8_BYTES = 3;

  /// @param time at which the codec's clock stands
  record Decode(byte[] payload, int port, Instant time) implements CodecCall {}

  /// @param input JSON
  /// @param time at which the codec's clock stands
  record Apply(CodecFunction function, String input, Instant time) implements CodecCall {}

  /// Bytes that it takes to say it, at most.
  default int bytes() {
    return HEADER_BYTES
        + switch (this) {
          case Decode(var payload, var _, var _) -> payload.length;
          case Apply(var _, var input, var _) -> UTF_8_BYTES * input.length();
        };
  }

  /// @throws IOException if the process is not there any more
  default void write(DataOutputStream to) throws IOException {
    switch (this) {
      case Decode(var payload, var port, var time) -> {
        to.writeBoolean(true);
        to.writeInt(port);
        to.writeLong(time.toEpochMilli());
        writeBytes(to, payload);
      }
      case Apply(var function, var input, var time) -> {
        to.writeBoolean(false);
        to.writeInt(function.ordinal());
        to.writeLong(time.toEpochMilli());
        writeText(to, input);
      }
    }
  }

  /// @throws IOException if nobody calls any more
  static CodecCall read(DataInputStream from) throws IOException {
    var decodes = from.readBoolean();
    var number = from.readInt();
    var time = Instant.ofEpochMilli(from.readLong());
    return decodes
        ? new Decode(readBytes(from), number, time)
        : new Apply(CodecFunction.values()[number], readText(from), time);
  }

  /// A text of any length.
  static void writeText(DataOutputStream to, String text) throws IOException {
    writeBytes(to, text.getBytes(StandardCharsets.UTF_8));
  }

  /// The same, read.
  static String readText(DataInputStream from) throws IOException {
    return new String(readBytes(from), StandardCharsets.UTF_8);
  }

  private static void writeBytes(DataOutputStream to, byte[] bytes) throws IOException {
    to.writeInt(bytes.length);
    to.write(bytes);
  }

  private static byte[] readBytes(DataInputStream from) throws IOException {
    return from.readNBytes(from.readInt());
  }
}
