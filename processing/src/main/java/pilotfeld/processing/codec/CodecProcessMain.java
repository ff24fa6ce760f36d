package pilotfeld.processing.codec;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import pilotfeld.processing.codec.Answer.Ending;

/// The other side of `CodecProcess`: answers calls, one after the other, until nobody calls any
/// more or the memory is used up.
final class CodecProcessMain {

  private static final Path FIRST_TO_GO = Path.of("/proc/self/oom_score_adj");
  private static final String CERTAINLY = "1000";

  private CodecProcessMain() {}

  /// @param arguments time as ISO 8601, statements and output of `CodecLimits`
  public static void main(String[] arguments) throws IOException {
    var answers =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    endWithParent();
    beFirstToGo();
    var limits =
        new CodecLimits(
            Duration.parse(arguments[0]),
            Long.parseLong(arguments[1]),
            Integer.parseInt(arguments[2]),
            1);
    var sandboxes = new Sandboxes(limits);
    answers.writeBoolean(true);
    answers.flush();
    try {
      answerAll(new DataInputStream(new BufferedInputStream(System.in)), answers, sandboxes);
    } catch (EOFException e) {
      // Nobody calls any more.
    }
    Runtime.getRuntime().halt(0);
  }

  private static void answerAll(
      DataInputStream calls, DataOutputStream answers, Sandboxes sandboxes) throws IOException {
    var codecs = new HashMap<Integer, String>();
    var ending = Ending.BY_ITSELF;
    while (ending != Ending.WITH_ITS_PROCESS) {
      learn(calls, codecs);
      ending = Ending.BY_ITSELF;
      for (var left = calls.readInt(); left > 0; left--) {
        var codec = codecs.get(calls.readInt());
        var call = CodecCall.read(calls);
        // Behind one that overran its limits the others are not kept waiting here.
        if (ending == Ending.BY_ITSELF) {
          var answer = sandboxes.call(codec, call);
          answer.write(answers);
          ending = answer.ending();
        }
      }
      answers.flush();
    }
  }

  private static void learn(DataInputStream calls, Map<Integer, String> codecs) throws IOException {
    for (var left = calls.readInt(); left > 0; left--) {
      codecs.put(calls.readInt(), CodecCall.readText(calls));
    }
  }

  // Also where a codec that does not end keeps the calls from being read.
  private static void endWithParent() {
    ProcessHandle.current()
        .parent()
        .ifPresent(parent -> parent.onExit().thenRun(() -> Runtime.getRuntime().halt(0)));
  }

  // If the machine runs out of memory, a codec is the least loss. Elsewhere than on Linux the file
  // is not there, and nothing is lost.
  private static void beFirstToGo() {
    try {
      Files.writeString(FIRST_TO_GO, CERTAINLY);
    } catch (IOException e) {
      return;
    }
  }
}
