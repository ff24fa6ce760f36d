package pilotfeld.processing.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.codec.Decoded.Data;
import pilotfeld.processing.codec.Decoded.Failed;
import pilotfeld.processing.fixture.AtOnce;

class CodecsTest {

  private static final String SUM =
      "function decodeUplink(input) { return { data: { sum: input.bytes[0] + input.bytes[1] } }; }";
  private static final String ENDLESS =
      "function decodeUplink(input) { /^(\\w+\\s?)*\\1$/.test('a'.repeat(70) + '!'); }";
  private static final String RECURSION =
      "function decodeUplink(input) { return decodeUplink(input) + 1; }";

  private final Codecs codecs =
      new Codecs(new CodecLimits(Duration.ofMillis(500), 1_000_000, 64 * 1024, 2));

  @AfterEach
  void close() {
    codecs.close();
  }

  @Test
  void manyVirtualThreadsShareAFewContextsAndEachGetsItsOwnAnswer() {
    var calls = new ArrayList<Callable<Decoded>>();
    for (var number = 0; number < 200; number++) {
      var payload = new byte[] {(byte) (number / 2), 7};
      calls.add(() -> decode(SUM, payload));
    }

    var answers = atOnce(calls);

    for (var number = 0; number < 200; number++) {
      var data = assertInstanceOf(Data.class, answers.get(number)).data();
      assertEquals(number / 2 + 7, data.get("sum").asInt());
    }
  }

  @Test
  void endlessCodecsHoldUpTheOthersNoLongerThanTheirTime() {
    var calls = new ArrayList<Callable<Decoded>>();
    for (var number = 0; number < 4; number++) {
      calls.add(() -> decode(ENDLESS, new byte[2]));
      calls.add(() -> decode(SUM, new byte[] {1, 2}));
    }

    var answers = atOnce(calls);

    for (var number = 0; number < 8; number += 2) {
      assertEquals(new Failed("codec stopped after 500 ms"), answers.get(number));
      assertInstanceOf(Data.class, answers.get(number + 1));
    }
  }

  @Test
  void recursionOnTheSmallStackOfAVirtualThreadIsAFaultLikeAnyOther() {
    var answers =
        atOnce(List.of(() -> decode(RECURSION, new byte[2]), () -> decode(SUM, new byte[2])));

    assertEquals(
        new Failed("codec failed: RangeError: Maximum call stack size exceeded"), answers.get(0));
    assertInstanceOf(Data.class, answers.get(1));
  }

  private Decoded decode(String codec, byte[] payload) {
    return codecs.decode(codec, payload, 1, Instant.EPOCH);
  }

  private static List<Decoded> atOnce(List<Callable<Decoded>> calls) {
    return AtOnce.call(calls.size(), calls);
  }
}
