package pilotfeld.processing.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

  @ParameterizedTest
  @CsvSource({
    "1234, mm, 1.234, m",
    "0.1, m, 100, mm",
    "21.5, Cel, 294.65, K",
    "0, K, -273.15, Cel",
    "32, [degF], 0, Cel",
    "100, Cel, 212, [degF]",
    "-40, [degF], -40, Cel",
    "0.25, m3/m3, 25, %",
    "1, %, 10000, [ppm]",
    "36, km/h, 10, m/s",
    "1013.25, hPa, 101325, Pa",
    "1, mS/cm, 1000, uS/cm",
    "2, kW.h, 7200000, J",
    "3600, l/h, 3.6, m3/h",
    "180, deg, 3.141592653589793, rad",
    "7, [pH], 7, [pH]",
    "NaN, mm, NaN, m"
  })
  void aValueIsTheSameInAnotherUnit(double value, String from, double expected, String to) {
    assertEquals(expected, Units.conversion(from, to).orElseThrow().apply(value));
  }

  @ParameterizedTest
  @CsvSource({"9, [degF], 5, Cel", "5, K, 5, Cel", "20, cm, 200, mm"})
  void aDistanceBetweenValuesKnowsNoZero(double value, String from, double expected, String to) {
    assertEquals(expected, Units.conversion(from, to).orElseThrow().applyToDifference(value));
  }

  @ParameterizedTest
  @CsvSource({"V, mm", "Cel, Pa", "dB, 1", "dB, %", "[pH], mol/l", "dB[W], W", "m, m2", "m, xyz"})
  void whatDoesNotConvertHasNoConversion(String from, String to) {
    assertEquals(Optional.empty(), Units.conversion(from, to));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Cel", "mm", "m3/m3", "[ppm]", "%", "1", "uS/cm", "dB", "kW.h", "/min"})
  void aCodeOfUcumIsInOrder(String code) {
    assertEquals(Optional.empty(), Units.faultOf(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dB[mW]", "°C", "NTU", "C°", "mm3m", "", " "})
  void whatIsNoCodeIsNamed(String code) {
    assertEquals(
        Optional.of("“" + code + "” is no UCUM code, such as Cel, mm, m3/m3, [ppm], or 1 for none"),
        Units.faultOf(code));
  }

  @Test
  void everyUnitOfSenmlIsACodeOfUcum() {
    var faults = new TreeMap<String, String>();
    SenmlUnits.all()
        .forEach((unit, code) -> Units.faultOf(code).ifPresent(fault -> faults.put(unit, fault)));

    assertEquals(Map.of(), faults);
    assertNotEquals(Map.of(), SenmlUnits.all());
  }

  @Test
  void unitsThatSenmlCallsOtherwiseAreTranslated() {
    assertEquals(Optional.of("%"), SenmlUnits.ucum("%RH"));
    assertEquals(Optional.of("[ppm]"), SenmlUnits.ucum("ppm"));
    assertEquals(Optional.of("kW.h"), SenmlUnits.ucum("kWh"));
    assertEquals(Optional.of("deg"), SenmlUnits.ucum("lat"));
    assertEquals(Optional.empty(), SenmlUnits.ucum("dBm"));
    assertEquals(Optional.empty(), SenmlUnits.ucum("furlong"));
  }
}
