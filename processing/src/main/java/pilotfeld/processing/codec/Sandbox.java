package pilotfeld.processing.codec;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.ResourceLimits;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import pilotfeld.processing.codec.Answer.Ending;

/// One JavaScript context without Java, files, network, threads or clock zone; used by one call at
/// a time.
///
/// BigInt is not there: it belongs to no ES5.1 codec, and a power or a product of two is one long
/// calculation in Java that nothing can stop.
final class Sandbox {

  private static final Map<String, Source> SOURCES = new ConcurrentHashMap<>();
  private static final int SOURCE_LIMIT = 4096;
  private static final int TYPED_ARRAY_LIMIT = 1 << 20;
  private static final int ARGUMENT_LIMIT = 1 << 16;
  private static final Source GLOBALS = file("globals.js");
  private static final Source FRAME = file("frame.js");
  private static final String RETURN =
      Stream.of("decodeUplink", "Decoder", "Decode", "encodeDownlink", "decodeDownlink")
          .map(name -> "%1$s: typeof %1$s === 'function' ? %1$s : undefined".formatted(name))
          .collect(joining(", ", "\n;return { ", " }; })"));

  private final CodecLimits limits;
  private final Context context;
  private final Value run;
  private final Value apply;
  private final Value sweep;
  private volatile boolean sound = true;

  Sandbox(Engine engine, CodecLimits limits) {
    this.limits = limits;
    this.context =
        Context.newBuilder("js")
            .engine(engine)
            .allowHostAccess(HostAccess.NONE)
            .allowExperimentalOptions(true)
            .option("js.string-length-limit", Integer.toString(limits.output()))
            .option("js.max-typed-array-length", Integer.toString(TYPED_ARRAY_LIMIT))
            .option("js.max-apply-argument-length", Integer.toString(ARGUMENT_LIMIT))
            .option("js.bigint", "false")
            .option("js.regexp-static-result", "false")
            .option("js.intl-402", "false")
            .option("js.locale", "en")
            .timeZone(ZoneOffset.UTC)
            .option("js.shared-array-buffer", "false")
            .option("js.console", "false")
            .option("js.print", "false")
            .option("js.load", "false")
            .out(OutputStream.nullOutputStream())
            .err(OutputStream.nullOutputStream())
            .resourceLimits(
                ResourceLimits.newBuilder().statementLimit(limits.statements(), null).build())
            .build();
    context.eval(GLOBALS);
    var frame = context.eval(FRAME);
    this.run = frame.getMember("run");
    this.apply = frame.getMember("apply");
    this.sweep = frame.getMember("sweep");
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

  /// @return empty if it was stopped by the limit of time
  Optional<Answer> answer(String codec, CodecCall call) {
    return switch (call) {
      case CodecCall.Decode(var payload, var port, var time) -> {
        // Each character is one byte.
        var text = new String(payload, StandardCharsets.ISO_8859_1);
        yield answer(codec, load -> run.execute(load, text, port, time.toEpochMilli()));
      }
      case CodecCall.Apply(var function, var input, var time) ->
          answer(
              codec,
              load -> apply.execute(load, function.javascript(), input, time.toEpochMilli()));
    };
  }

  private Optional<Answer> answer(String codec, Function<Value, Value> call) {
    try {
      context.resetLimits();
      var json = call.apply(context.eval(source(codec))).asString();
      sound &= sweep.execute().asBoolean();
      return Optional.of(new Answer(Ending.BY_ITSELF, json));
    } catch (PolyglotException e) {
      sound &= !e.isCancelled() && !e.isResourceExhausted() && !e.isInternalError();
      return e.isCancelled() && !e.isResourceExhausted() ? Optional.empty() : Optional.of(fault(e));
    } catch (IllegalStateException e) {
      // It was destroyed between two steps.
      sound = false;
      return Optional.empty();
    }
  }

  private Answer fault(PolyglotException fault) {
    if (!fault.isResourceExhausted()) {
      var message = String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
      return Answer.failed(Ending.BY_ITSELF, "codec failed: " + message);
    }
    return fault.isCancelled()
        ? Answer.failed(
            Ending.STOPPED, "codec stopped: more than " + limits.statements() + " statements")
        : Answer.failed(
            Ending.WITH_ITS_PROCESS,
            "codec stopped: more than " + limits.heapMegabytes() + " MB of memory");
  }

  // The codec becomes the body of a function that is entered anew for each call, so that its own
  // variables start afresh. Read as a script first, it cannot close that function and go on
  // outside.
  private Source source(String codec) {
    if (SOURCES.size() > SOURCE_LIMIT) {
      SOURCES.clear();
    }
    return SOURCES.computeIfAbsent(
        codec,
        each -> {
          context.parse(Source.newBuilder("js", each, "codec.js").buildLiteral());
          var body = "(function () {\n" + each + RETURN;
          return Source.newBuilder("js", body, "codec.js").cached(true).buildLiteral();
        });
  }

  private static Source file(String name) {
    try (var file = Sandbox.class.getResourceAsStream(name)) {
      return Source.newBuilder("js", new String(file.readAllBytes(), StandardCharsets.UTF_8), name)
          .buildLiteral();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
