package pilotfeld.processing.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "8.0421; 8.0421",
        "8,0421; 8.0421",
        " 52,2779 ; 52.2779",
        "-8; -8",
        "434650; 434650",
        "5.792.100; 5792100",
        "5.792.100,25; 5792100.25",
        "434.650,5; 434650.5",
        "434.650; 434.65",
        "8.0421E0; 8.0421",
      })
  void germanAndEnglishNumbersAreRead(String text, double number) {
    assertEquals(OptionalDouble.of(number), DecimalText.read(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Nord",
        "8,04,21",
        "52°16'",
        "5,792,100",
        "NaN",
        "0x10",
        "1.2.3",
        "8.",
        "11111111111111111111111111111111111111111"
      })
  void whatIsNoneOrMayBeTwoIsNotGuessed(String text) {
    assertEquals(OptionalDouble.empty(), DecimalText.read(text));
  }
}
