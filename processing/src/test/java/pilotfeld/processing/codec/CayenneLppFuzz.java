package pilotfeld.processing.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import pilotfeld.processing.codec.Decoded.Data;
import pilotfeld.processing.codec.Decoded.Failed;

/// Payloads in Cayenne LPP.
class CayenneLppFuzz {

  static Stream<byte[]> seeds() {
    return Stream.of(
            "0167FFD7",
            "03670110056700FF",
            "067104D2FB2E0000",
            "018806765FF2960A0003E8",
            "030001040164",
            "0185610B5E80",
            "01")
        .map(HexFormat.of()::parseHex);
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyPayloadIsNumbersOrFailsAndWhatFollowsTakesNothingAway(byte @NotNull [] payload) {
    switch (CayenneLpp.decode(payload)) {
      case Failed(var reason) -> assertFalse(reason.isBlank());
      case Data(var data, var warnings) -> {
        assertTrue(data.isObject() && !data.isEmpty());
        data.forEach(CayenneLppFuzz::assertNumbers);
        if (warnings.isEmpty()) {
          var longer = Arrays.copyOf(payload, payload.length + 1);
          var again = assertInstanceOf(Data.class, CayenneLpp.decode(longer));
          assertEquals(data, again.data());
          assertEquals(1, again.warnings().size());
        }
      }
    }
  }

  private static void assertNumbers(JsonNode field) {
    if (field.isObject()) {
      field.forEach(CayenneLppFuzz::assertNumbers);
      return;
    }
    assertTrue(field.isNumber() && Double.isFinite(field.doubleValue()), field::toString);
  }
}
