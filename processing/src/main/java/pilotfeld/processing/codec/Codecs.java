package pilotfeld.processing.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import pilotfeld.processing.codec.Answer.Ending;

/// A small pool of processes that run JavaScript. Safe for use from any thread.
public final class Codecs implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final CodecLimits limits;
  private final Semaphore permits;
  private final Deque<CodecProcess> idle = new ArrayDeque<>();
  private final CodecPatience patience = new CodecPatience();
  private final CodecRests rests = new CodecRests();
  // Reading from a process would occupy a carrier of the virtual threads.
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("codec-", 0).factory());
  private boolean isClosed;

  public Codecs(CodecLimits limits) {
    this.limits = limits;
    this.permits = new Semaphore(limits.processes());
    give(CodecProcess.start(limits));
  }

  /// Decodes one payload; whatever the codec does, it ends, and the next call finds no trace of it.
  ///
  /// @param codec JavaScript with a `decodeUplink` (TS013), else a `Decoder(bytes, port)`, else a
  ///   `Decode(fPort, bytes, variables)`
  /// @param payload application payload
  /// @param port LoRaWAN FPort
  /// @param time when it was sent, given to the codec as `recvTime`; its clock stands there too
  public Decoded decode(String codec, byte[] payload, int port, Instant time) {
    return call(codec, new CodecCall.Decode(payload, port, time), false);
  }

  /// The same for a codec of either kind.
  public Decoded decode(Codec codec, byte[] payload, int port, Instant time) {
    return switch (codec) {
      case Codec.Script(var source) -> decode(source, payload, port, time);
      case Codec.CayenneLpp() -> CayenneLpp.decode(payload);
    };
  }

  /// The same where others wait: a codec that overran its limits again and again is not called for
  /// a while, so that it does not take all the time there is. Its payloads fail at once.
  public Decoded decodeUnlessAtRest(Codec codec, byte[] payload, int port, Instant time) {
    return switch (codec) {
      case Codec.Script(var source) ->
          call(source, new CodecCall.Decode(payload, port, time), true);
      case Codec.CayenneLpp() -> CayenneLpp.decode(payload);
    };
  }

  /// Calls one function of a codec, under the same limits; for proving codecs.
  ///
  /// @param input as TS013 has it; `recvTime` as text becomes a `Date`
  /// @param time at which the codec's clock stands
  /// @return the function's whole result as the data
  public Decoded apply(String codec, CodecFunction function, JsonNode input, Instant time) {
    return call(codec, new CodecCall.Apply(function, input.toString(), time), false);
  }

  /// How many calls are under way; more than the limit of processes never are.
  public int busy() {
    return limits.processes() - permits.availablePermits();
  }

  private Decoded call(String codec, CodecCall call, boolean othersWait) {
    permits.acquireUninterruptibly();
    try {
      // Asked behind the permit, so that those who waited for one do not all have to find out.
      var rest = othersWait ? rests.of(codec, System.nanoTime()) : Optional.<String>empty();
      return rest.isPresent()
          ? new Decoded.Failed(rest.get())
          : read(threads.submit(() -> answer(codec, call)).get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a codec ran", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("codecs cannot run: " + e.getCause().getMessage(), e);
    } finally {
      permits.release();
    }
  }

  private Answer answer(String codec, CodecCall call) throws IOException {
    // Twice, as a process may also end because somebody ended it.
    var answer = answer(take(), codec, call);
    if (answer.isEmpty()) {
      answer = answer(take(), codec, call);
    }
    var given =
        answer.orElseGet(
            () -> Answer.failed(Ending.WITH_ITS_PROCESS, "codec stopped: it ended its process"));
    rests.note(codec, given.ending(), System.nanoTime());
    return given;
  }

  /// Empty if the process ended without an answer.
  private Optional<Answer> answer(CodecProcess process, String codec, CodecCall call)
      throws IOException {
    var answer = patience.call(process, codec, call);
    if (answer.isPresent() && answer.get().ending() != Ending.WITH_ITS_PROCESS) {
      give(process);
      return answer;
    }
    process.kill();
    give(CodecProcess.start(limits));
    return answer;
  }

  private Decoded read(Answer answer) {
    if (answer.json().length() > limits.output()) {
      return new Decoded.Failed("codec returned more than " + limits.output() + " characters");
    }
    try {
      var result = JSON.readTree(answer.json());
      return result.has("failed")
          ? new Decoded.Failed(result.get("failed").asText())
          : new Decoded.Data(result.path("data"), texts(result.path("warnings")));
    } catch (JsonProcessingException e) {
      return new Decoded.Failed("codec returned no JSON: " + e.getOriginalMessage());
    }
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private CodecProcess take() {
    synchronized (idle) {
      idle.removeIf(process -> !process.isAlive());
      return idle.isEmpty() ? CodecProcess.start(limits) : idle.pop();
    }
  }

  private void give(CodecProcess process) {
    synchronized (idle) {
      if (isClosed || idle.size() >= limits.processes()) {
        process.kill();
        return;
      }
      idle.push(process);
    }
  }

  @Override
  public void close() {
    synchronized (idle) {
      isClosed = true;
      idle.forEach(CodecProcess::kill);
      idle.clear();
    }
    threads.shutdown();
    patience.close();
  }
}
