package pilotfeld.processing.intake;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import pilotfeld.processing.codec.CodecLimits;
import pilotfeld.processing.codec.Codecs;
import pilotfeld.processing.envelope.MessageFiles;
import pilotfeld.processing.fixture.CaseFolders;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.TimeLadder;
import pilotfeld.processing.registry.Device;
import pilotfeld.processing.registry.Device.Deployment;
import pilotfeld.processing.registry.ModelFolders;
import pilotfeld.processing.registry.RegistrySnapshot;

/// Whatever the bytes are, they are something: every sample that lies in folders, damaged in some
/// places, is interpreted without an error.
class AnyBytesTest {

  private static final List<Message> SAMPLES =
      Stream.of("/envelope", "/intake")
          .flatMap(resource -> CaseFolders.in(resource).stream())
          .flatMap(folder -> MessageFiles.in(folder).stream())
          .filter(message -> message.body().length > 0)
          .toList();
  private static final RegistrySnapshot REGISTRY =
      new RegistrySnapshot(
          1,
          List.of(
              device("70b3d57ba0000001", "decentlab-dl-mbx"),
              device("gauge-hase-1", "milesight-em500-pt100"),
              device("level", "pilotfeld-senml-level")));

  private static Codecs codecs;
  private static Interpreter interpreter;

  @BeforeContainer
  static void open() {
    codecs = new Codecs(CodecLimits.DEFAULT);
    interpreter = new Interpreter(codecs, TimeLadder.DEFAULT);
  }

  @AfterContainer
  static void close() {
    codecs.close();
  }

  @Property(tries = 5000)
  void everyMessageIsInterpreted(@ForAll("damaged") Message message) {
    assertNotNull(interpreter.interpret(message, REGISTRY));
  }

  @Provide
  Arbitrary<Message> damaged() {
    var harm =
        Combinators.combine(
                Arbitraries.of(Harm.Kind.class),
                Arbitraries.integers().between(0, 10_000),
                Arbitraries.of(
                    '0', '9', '-', 'e', '"', '{', '[', ',', '\\', '\0', '\u00ff', '\u0080'))
            .as(Harm::new);
    return Combinators.combine(Arbitraries.of(SAMPLES), harm.list().ofMinSize(1).ofMaxSize(4))
        .as(AnyBytesTest::damaged);
  }

  private static Message damaged(Message sample, List<Harm> harms) {
    var body = sample.body();
    for (var harm : harms) {
      body = harm.done(body);
    }
    return new Message(sample.source(), sample.topic(), body, sample.arrivedAt(), false);
  }

  private static Device device(String id, String model) {
    var source =
        ModelFolders.builtIn().stream().filter(each -> each.id().equals(model)).findFirst().get();
    return new Device(
        id, source.model(), List.of(new Deployment("site", Instant.EPOCH, Optional.empty())));
  }

  /// One damage at a place that counts from the beginning again where the body ends.
  private record Harm(Kind kind, int place, char with) {

    private enum Kind {
      CUT,
      REPLACE,
      INSERT,
      REMOVE,
      FLIP
    }

    byte[] done(byte[] body) {
      if (body.length == 0) {
        return body;
      }
      var at = place % body.length;
      return switch (kind) {
        case CUT -> Arrays.copyOf(body, at);
        case REPLACE -> joined(body, at, at + 1, (byte) with);
        case INSERT -> joined(body, at, at, (byte) with);
        case REMOVE -> joined(body, at, at + 1);
        case FLIP -> joined(body, at, at + 1, (byte) (body[at] ^ 1 << place % Byte.SIZE));
      };
    }

    private static byte[] joined(byte[] body, int end, int start, byte... between) {
      var joined = Arrays.copyOf(body, end + between.length + body.length - start);
      System.arraycopy(between, 0, joined, end, between.length);
      System.arraycopy(body, start, joined, end + between.length, body.length - start);
      return joined;
    }
  }
}
