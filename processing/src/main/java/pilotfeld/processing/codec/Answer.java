package pilotfeld.processing.codec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// What came of a call, and the form in which a process of codecs says so.
///
/// @param ending how the call ended
/// @param json `{"data": …, "warnings": […]}`, or `{"failed": reason}`
record Answer(Ending ending, String json) {

  enum Ending {
    /// The codec ended by itself, with whatever result.
    BY_ITSELF,
    /// It was stopped, because it overran a limit.
    STOPPED,
    /// It was stopped because it took all memory: its process has ended, too.
    WITH_ITS_PROCESS
  }

  /// @param reason for people
  static Answer failed(Ending ending, String reason) {
    return new Answer(
        ending, JsonNodeFactory.instance.objectNode().put("failed", reason).toString());
  }

  /// @throws IOException if nobody listens any more
  void write(DataOutputStream to) throws IOException {
    to.writeByte(ending.ordinal());
    CodecCall.writeText(to, json);
  }

  /// @throws IOException if the process has ended
  static Answer read(DataInputStream from) throws IOException {
    return new Answer(Ending.values()[from.readByte()], CodecCall.readText(from));
  }
}
