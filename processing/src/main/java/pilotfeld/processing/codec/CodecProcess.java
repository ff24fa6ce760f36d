package pilotfeld.processing.codec;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pilotfeld.processing.codec.Answer.Ending;

/// A process that runs codecs, one call at a time: what a codec does to its memory or its core ends
/// with the process, and nothing else does. Not safe for use from several threads, but for `kill`.
final class CodecProcess {

  private static final int KNOWN_LIMIT = 256;

  private final Process process;
  private final DataOutputStream calls;
  private final DataInputStream answers;
  private final Map<String, Integer> known = new HashMap<>();
  private boolean isReady;
  private volatile boolean isKilled;

  private CodecProcess(Process process) {
    this.process = process;
    this.calls = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    this.answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
  }

  /// Returns at once; the first call waits until the process is there.
  static CodecProcess start(CodecLimits limits) {
    var builder = new ProcessBuilder(command(limits));
    // What is set for this process is none of a codec's business, passwords least of all.
    builder.environment().clear();
    try {
      return new CodecProcess(builder.redirectError(ProcessBuilder.Redirect.DISCARD).start());
    } catch (IOException e) {
      throw new UncheckedIOException("codecs cannot run: " + e.getMessage(), e);
    }
  }

  private static List<String> command(CodecLimits limits) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Xmx" + limits.heapMegabytes() + "m",
        "-XX:MaxDirectMemorySize=8m",
        "-XX:ReservedCodeCacheSize=48m",
        "-XX:+UseSerialGC",
        "-XX:-UsePerfData",
        "-cp",
        System.getProperty("java.class.path"),
        CodecProcessMain.class.getName(),
        limits.time().toString(),
        Long.toString(limits.statements()),
        Integer.toString(limits.output()));
  }

  /// @throws IOException if the process does not come up
  void awaitReady() throws IOException {
    if (!isReady) {
      answers.readBoolean();
      isReady = true;
    }
  }

  /// Has calls answered, one after the other. The process stops behind one that overran its limits.
  ///
  /// @return the answers in the order of the calls; fewer if it stopped, or the process ended
  List<Answer> call(List<CodecRequest> batch) {
    var given = new ArrayList<Answer>(batch.size());
    try {
      write(batch);
      do {
        given.add(Answer.read(answers));
      } while (given.size() < batch.size() && given.getLast().ending() == Ending.BY_ITSELF);
    } catch (IOException e) {
      // It ended, which shows by what it did not answer.
      return given;
    }
    return given;
  }

  private void write(List<CodecRequest> batch) throws IOException {
    teach(batch.stream().map(CodecRequest::codec).distinct().toList());
    calls.writeInt(batch.size());
    for (var request : batch) {
      calls.writeInt(known.get(request.codec()));
      request.call().write(calls);
    }
    calls.flush();
  }

  // The text of a codec is sent once, then its number.
  private void teach(List<String> codecs) throws IOException {
    if (known.size() + codecs.size() > KNOWN_LIMIT) {
      known.clear();
    }
    var unknown = codecs.stream().filter(each -> !known.containsKey(each)).toList();
    calls.writeInt(unknown.size());
    for (var codec : unknown) {
      calls.writeInt(known.size());
      CodecCall.writeText(calls, codec);
      known.put(codec, known.size());
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Once it has ended: whether that was the only way to stop its codec.
  boolean wasStuck() {
    return isKilled || process.onExit().join().exitValue() == Sandboxes.STUCK;
  }

  /// Ends it whatever it does; may be called from any thread, and more than once.
  void kill() {
    isKilled = true;
    process.destroyForcibly();
  }
}
