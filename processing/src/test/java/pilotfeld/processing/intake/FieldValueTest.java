package pilotfeld.processing.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pilotfeld.processing.fixture.CpuTime;
import pilotfeld.processing.quality.Checks;
import pilotfeld.processing.reading.SeriesKey.SubjectKind;
import pilotfeld.processing.registry.DeviceModel.Quantity;

class FieldValueTest {

  private static final Quantity LEAK =
      new Quantity(
          "leak",
          "1",
          "leak",
          "1",
          SubjectKind.SITE,
          "",
          Map.of("normal", 0.0, "12", 7.0),
          Checks.NONE);

  @Test
  void digitsWithoutEndAreSeenThroughAtOnce() {
    var text = TextNode.valueOf("1".repeat(200_000) + "x");

    var number = CpuTime.within(Duration.ofSeconds(2), () -> FieldValue.number(LEAK, text));

    assertEquals(OptionalDouble.empty(), number);
  }

  @ParameterizedTest
  @CsvSource({
    "12.5, 12.5",
    "-3, -3",
    "1e3, 1000",
    "1e30, 1e30",
    "true, 1",
    "false, 0",
    "\"24.59\", 24.59",
    "\" -0.5 \", -0.5",
    "\"1E-2\", 0.01",
    "\".5\", 0.5",
    "\"normal\", 0",
    "\"12\", 7"
  })
  void aNumberATextOfOneATruthOrAKnownWordIsANumber(String json, double expected) {
    assertEquals(OptionalDouble.of(expected), FieldValue.number(LEAK, node(json)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"No Sensor\"",
        "\"\"",
        "\"NaN\"",
        "\"Infinity\"",
        "\"22.5 C\"",
        "\"12d\"",
        "\"12f\"",
        "\"0x1p3\"",
        "\"1,5\"",
        "\"1e999\"",
        "1e999",
        "1.1e30",
        "\"-1.1e30\"",
        "[12]",
        "{\"value\": 12}",
        "\"Normal\""
      })
  void whatIsNoNumberIsNone(String json) {
    assertEquals(OptionalDouble.empty(), FieldValue.number(LEAK, node(json)));
  }

  @Test
  void aFieldIsFoundByDotsAndNullIsNone() {
    var data = node("{\"phase\": {\"a\": {\"current\": 250}}, \"battery\": null, \"b.c\": 1}");

    assertEquals(250, FieldValue.find(data, "phase.a.current").orElseThrow().asInt());
    assertTrue(FieldValue.find(data, "phase.b.current").isEmpty());
    assertTrue(FieldValue.find(data, "phase.a.current.more").isEmpty());
    assertTrue(FieldValue.find(data, "battery").isEmpty());
    assertTrue(FieldValue.find(data, "b.c").isEmpty());
  }

  private static JsonNode node(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
