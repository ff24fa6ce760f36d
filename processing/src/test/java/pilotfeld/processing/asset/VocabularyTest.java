package pilotfeld.processing.asset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {

  @ParameterizedTest
  @CsvSource({
    "transformer_station, transformer_station",
    "Transformer Station, transformer_station",
    "Ortsnetzstation, transformer_station",
    "Schacht, shaft",
    "STRASSENABLAUF, gully",
    "Straßenablauf, gully",
    "Ueberflurhydrant, hydrant",
    "KVS, cabinet",
    "Baum, tree",
    "Schule, school",
  })
  void kindsAreReadInGermanAndEnglish(String word, String code) {
    assertEquals(Optional.of(code), Vocabulary.KINDS.code(word));
  }

  @Test
  void kindsThatAreRegisteredAlreadyAreKnownToo() {
    assertEquals(Optional.empty(), Vocabulary.KINDS.code("river_gauge"));
    assertEquals(
        Optional.of("river_gauge"),
        Vocabulary.KINDS.with(List.of("river_gauge")).code("River gauge"));
  }

  @ParameterizedTest
  @CsvSource({
    "geplant, planned",
    "in Betrieb, in_service",
    "außer Betrieb, out_of_service",
    "gefällt, removed",
  })
  void lifecyclesAreReadInGerman(String word, String code) {
    assertEquals(Optional.of(code), Vocabulary.LIFECYCLES.code(word));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "low; LOW",
        "NS; LOW",
        "0,4 kV; LOW",
        "400V; LOW",
        "1 kV; LOW",
        "Mittelspannung; MEDIUM",
        "10 kV; MEDIUM",
        "10.5kV; MEDIUM",
        "36 kV; MEDIUM",
        "110 kV; HIGH",
        "Hochspannung; HIGH",
        "extra_high; EXTRA_HIGH",
        "HöS; EXTRA_HIGH",
        "380 kV; EXTRA_HIGH",
      })
  void voltageLevelsAreReadByNameAndByVoltage(String text, VoltageLevel level) {
    assertEquals(Optional.of(level), VoltageLevel.read(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "10/0,4 kV", "-1 kV", "kV", "Strom"})
  void whatIsNoVoltageLevelIsNone(String text) {
    assertEquals(Optional.empty(), VoltageLevel.read(text));
  }
}
