package pilotfeld.processing.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/// A small pool of processes that run JavaScript. Safe for use from any thread.
public final class Codecs implements AutoCloseable {

  /// Calls that may wait for a process; more callers wait at the door.
  public static final int WAITING_LIMIT = 1_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final CodecLimits limits;
  private final BlockingQueue<CodecRequest> waiting = new ArrayBlockingQueue<>(WAITING_LIMIT);
  private final CodecPatience patience = new CodecPatience();
  private final List<CodecWorker> workers;
  private volatile boolean isClosed;

  public Codecs(CodecLimits limits) {
    this.limits = limits;
    var rests = new CodecRests();
    this.workers =
        Stream.generate(() -> new CodecWorker(limits, waiting, patience, rests))
            .limit(limits.processes())
            .toList();
    workers.getFirst().warm();
    workers.forEach(CodecWorker::start);
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

  /// How many calls wait for a process.
  public int waiting() {
    return waiting.size();
  }

  /// How many processes have calls at hand.
  public int busy() {
    return (int) workers.stream().filter(CodecWorker::isBusy).count();
  }

  private Decoded call(String codec, CodecCall call, boolean othersWait) {
    var request = new CodecRequest(codec, call, othersWait);
    try {
      waiting.put(request);
      if (isClosed) {
        failWaiting();
      }
      return read(request.answer().get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a codec ran", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("codecs cannot run: " + e.getCause().getMessage(), e);
    }
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

  @Override
  public void close() {
    isClosed = true;
    workers.forEach(CodecWorker::close);
    patience.close();
    failWaiting();
  }

  private void failWaiting() {
    var left = new ArrayList<CodecRequest>();
    waiting.drainTo(left);
    left.forEach(Codecs::fail);
  }

  static void fail(CodecRequest request) {
    request.answer().completeExceptionally(closed());
  }

  static IllegalStateException closed() {
    return new IllegalStateException("they are closed");
  }
}
