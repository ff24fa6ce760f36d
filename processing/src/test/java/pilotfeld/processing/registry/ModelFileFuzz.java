package pilotfeld.processing.registry;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import pilotfeld.processing.fixture.CpuTime;
import pilotfeld.processing.unit.Units;

/// Definitions of models, which people write and import.
class ModelFileFuzz {

  private static final Duration TIME_LIMIT = Duration.ofSeconds(3);

  static Stream<String> seeds() {
    return Stream.concat(
        ModelFolders.builtIn().stream().map(ModelFolders.Source::definition),
        Stream.of(ModelFileTest.EVERYTHING));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyTextIsAModelWhoseUnitsConvertOrIsRefusedWithAReason(@NotNull String definition) {
    Supplier<Optional<DeviceModel>> reading = () -> read(definition);
    CpuTime.within(TIME_LIMIT, reading).stream()
        .flatMap(model -> model.quantities().stream())
        .forEach(
            each ->
                assertTrue(
                    Units.conversion(each.fieldUnit(), each.unit()).isPresent(), each::toString));
  }

  private static Optional<DeviceModel> read(String definition) {
    try {
      return Optional.of(ModelFile.read("acme-gauge", "1", definition, Optional.empty()));
    } catch (IllegalArgumentException e) {
      assertFalse(e.getMessage().isBlank());
      return Optional.empty();
    }
  }
}
