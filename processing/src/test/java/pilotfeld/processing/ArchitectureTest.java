package pilotfeld.processing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Imports follow the data. A new arrow is a line here, to be talked about.
class ArchitectureTest {

  private static final String ARROWS =
      """
      account ->
      codec ->
      embedded -> store
      envelope -> reading
      export ->
      intake -> codec, envelope, quality, reading, registry, store
      quality -> reading
      reading ->
      registry -> quality, reading
      store -> reading
      web -> account, export, reading
      worker -> intake, quality, reading, registry, store
      """;

  private static final String ROOT = "pilotfeld.processing.";
  private static final Path SOURCES = Path.of("src/main/java");
  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("pilotfeld");

  @Test
  void theArrowsBetweenPackagesAreThese() {
    assertEquals(ARROWS, arrows());
  }

  @Test
  void noPackageIsReachedFromItself() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nothingImportsTheIngestingModule() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("pilotfeld.ingest..")
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.eclipse.paho.mqttv5.client.MqttAsyncClient",
        "org.eclipse.paho.client.mqttv3.MqttClient",
        "org.eclipse.californium.core.CoapServer",
        "org.eclipse.californium.scandium.DTLSConnector"
      })
  void noTransportIsOnTheClassPath(String type) {
    assertThrows(ClassNotFoundException.class, () -> Class.forName(type));
  }

  // Looked for in the sources: lambdas of Jdbi touch a ResultSet without naming it.
  @Test
  void onlyTheStoreImportsJdbc() {
    assertEquals(
        List.of("pilotfeld/processing/store"),
        sources().stream()
            .filter(ArchitectureTest::importsJdbc)
            .map(source -> SOURCES.relativize(source.getParent()).toString())
            .distinct()
            .toList());
  }

  private static boolean importsJdbc(Path source) {
    try {
      return Files.readString(source)
          .lines()
          .anyMatch(line -> line.matches("import (static )?javax?\\.sql\\..*"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> sources() {
    try (var paths = Files.walk(SOURCES)) {
      return paths.filter(path -> path.toString().endsWith(".java")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String arrows() {
    var arrows = new TreeMap<String, TreeSet<String>>();
    for (var type : CLASSES) {
      var targets = arrows.computeIfAbsent(slice(type), _ -> new TreeSet<>());
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(target -> target.getPackageName().startsWith(ROOT))
          .map(ArchitectureTest::slice)
          .filter(target -> !target.equals(slice(type)))
          .forEach(targets::add);
    }
    return arrows.entrySet().stream()
        .map(arrow -> (arrow.getKey() + " -> " + String.join(", ", arrow.getValue())).strip())
        .collect(joining("\n", "", "\n"));
  }

  private static String slice(JavaClass type) {
    return type.getPackageName().substring(ROOT.length()).replaceFirst("\\..*", "");
  }
}
