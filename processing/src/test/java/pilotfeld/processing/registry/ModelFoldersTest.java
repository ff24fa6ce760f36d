package pilotfeld.processing.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pilotfeld.processing.registry.ModelFolders.Source;

class ModelFoldersTest {

  private static final String DEFINITION = "vendor: Acme\n";

  @TempDir Path folder;

  static Stream<Source> everyBuiltInModel() {
    return ModelFolders.builtIn().stream();
  }

  @ParameterizedTest
  @MethodSource("everyBuiltInModel")
  void everyBuiltInModelIsUnderstoodAndMeasuresSomething(Source source) {
    assertTrue(source.id().matches("[a-z0-9]+(-[a-z0-9]+)+"), source.id());
    assertFalse(source.model().quantities().isEmpty(), source.id());
    assertTrue(source.definition().contains("documentation: http"), source.id());
  }

  @ParameterizedTest
  @MethodSource("everyBuiltInModel")
  void everyBuiltInCodecHasAPublishedVector(Source source) throws IOException {
    if (source.codec().isPresent()) {
      var vectors = Path.of("src/test/resources/decode", source.id());
      try (var cases = Files.list(vectors)) {
        assertTrue(cases.anyMatch(each -> each.getFileName().toString().contains("published")));
      }
    }
  }

  @Test
  void modelsAreFoundByNameAndAFolderWithoutADefinitionIsNone() throws IOException {
    model("b-2", DEFINITION, Optional.of("codec"));
    model("a-1", DEFINITION, Optional.empty());
    Files.createDirectory(folder.resolve("notes"));

    assertEquals(
        List.of(
            new Source("a-1", DEFINITION, Optional.empty()),
            new Source("b-2", DEFINITION, Optional.of("codec"))),
        ModelFolders.in(folder));
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    var absent = folder.resolve("absent");

    var failure = assertThrows(IllegalArgumentException.class, () -> ModelFolders.in(absent));

    assertEquals("device models in " + absent + " cannot be read", failure.getMessage());
  }

  @Test
  void aProposalIsNotUsedAndLeavesTheBuiltInModelOfItsNameInPlace() throws IOException {
    model("acme-1", "proposed: true\n" + DEFINITION, Optional.empty());
    model("elsys-ers-co2", "proposed: true\n" + DEFINITION, Optional.empty());
    var own = Optional.of(folder);

    assertEquals(ModelFolders.builtIn(), ModelFolders.builtInAnd(own));
    assertEquals(List.of("acme-1", "elsys-ers-co2"), ModelFolders.proposed(own));
    var proposal = ModelFolders.find("acme-1", own).orElseThrow();
    assertTrue(
        assertThrows(IllegalArgumentException.class, proposal::model)
            .getMessage()
            .startsWith("model acme-1, model.yaml: it is a proposal"));
  }

  @Test
  void aDefinitionThatCannotBeReadIsNoProposalAndIsNotPassedOver() throws IOException {
    model("acme-1", "proposed: true\nvendor: [", Optional.empty());

    var ids = ModelFolders.builtInAnd(Optional.of(folder)).stream().map(Source::id).toList();

    assertTrue(ids.contains("acme-1"));
  }

  @Test
  void theVersionIsThatOfDefinitionAndCodecAndOfNothingElse() {
    var source = new Source("a-1", DEFINITION, Optional.of("codec"));

    assertEquals("d39d67a145be", source.version());
    assertEquals(source.version(), new Source("b-2", DEFINITION, Optional.of("codec")).version());
    assertNotEquals(
        source.version(), new Source("a-1", DEFINITION, Optional.of("codec2")).version());
    assertNotEquals(
        source.version(), new Source("a-1", DEFINITION + " ", Optional.of("codec")).version());
    assertNotEquals(
        new Source("a-1", "x", Optional.empty()).version(),
        new Source("a-1", "", Optional.of("x")).version());
  }

  private void model(String id, String definition, Optional<String> codec) throws IOException {
    var model = Files.createDirectory(folder.resolve(id));
    Files.writeString(model.resolve("model.yaml"), definition);
    if (codec.isPresent()) {
      Files.writeString(model.resolve("codec.js"), codec.get());
    }
  }
}
