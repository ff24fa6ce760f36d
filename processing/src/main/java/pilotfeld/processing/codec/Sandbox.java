package pilotfeld.processing.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.ResourceLimits;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/// One JavaScript context without Java, files, network, threads or clock zone; used by one call at
/// a time.
final class Sandbox {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Source> SOURCES = new ConcurrentHashMap<>();
  private static final int SOURCE_LIMIT = 4096;
  private static final Source FRAME = frame();

  private final CodecLimits limits;
  private final Context context;
  private final Value run;
  private volatile boolean sound = true;

  Sandbox(Engine engine, CodecLimits limits) {
    this.limits = limits;
    this.context =
        Context.newBuilder("js")
            .engine(engine)
            .allowHostAccess(HostAccess.NONE)
            .allowExperimentalOptions(true)
            .option("js.string-length-limit", Integer.toString(limits.output()))
            .option("js.shared-array-buffer", "false")
            .option("js.console", "false")
            .option("js.print", "false")
            .option("js.load", "false")
            .out(OutputStream.nullOutputStream())
            .err(OutputStream.nullOutputStream())
            .resourceLimits(
                ResourceLimits.newBuilder().statementLimit(limits.statements(), null).build())
            .build();
    this.run = context.eval(FRAME);
  }

  /// False once a call has overrun a limit: a cancelled context is spent.
  boolean isSound() {
    return sound;
  }

  /// Ends whatever runs inside; may be called from any thread, and more than once.
  void destroy() {
    sound = false;
    context.close(true);
  }

  Decoded decode(String codec, byte[] payload, int port, Instant time) {
    try {
      context.resetLimits();
      var load = context.eval(source(codec));
      var hex = HexFormat.of().formatHex(payload);
      return read(run.execute(load, hex, port, time.toEpochMilli()).asString());
    } catch (PolyglotException e) {
      return new Decoded.Failed(explain(e));
    } catch (IllegalStateException e) {
      sound = false;
      return new Decoded.Failed("codec stopped after " + limits.time().toMillis() + " ms");
    }
  }

  private String explain(PolyglotException fault) {
    if (fault.isCancelled() || fault.isResourceExhausted() || fault.isInternalError()) {
      sound = false;
    }
    if (fault.isResourceExhausted()) {
      return "codec stopped: more than " + limits.statements() + " statements or too much memory";
    }
    if (fault.isCancelled()) {
      return "codec stopped after " + limits.time().toMillis() + " ms";
    }
    return "codec failed: " + fault.getMessage();
  }

  private Decoded read(String json) {
    if (json.length() > limits.output()) {
      return new Decoded.Failed("codec returned more than " + limits.output() + " characters");
    }
    try {
      var result = JSON.readTree(json);
      sound &= !result.has("spent");
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

  // The codec becomes the body of a function that is entered anew for each call, so that its own
  // variables start afresh.
  private static Source source(String codec) {
    if (SOURCES.size() > SOURCE_LIMIT) {
      SOURCES.clear();
    }
    return SOURCES.computeIfAbsent(
        codec,
        each ->
            Source.newBuilder(
                    "js",
                    "(function () {"
                        + each
                        + "\n;return typeof decodeUplink === 'function' ? decodeUplink : undefined; })",
                    "codec.js")
                .cached(true)
                .buildLiteral());
  }

  private static Source frame() {
    try (var file = Sandbox.class.getResourceAsStream("frame.js")) {
      return Source.newBuilder(
              "js", new String(file.readAllBytes(), StandardCharsets.UTF_8), "frame.js")
          .buildLiteral();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
