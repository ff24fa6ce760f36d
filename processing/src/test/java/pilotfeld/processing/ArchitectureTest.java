package pilotfeld.processing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Imports follow the data. The map of all arrows stands in the README, and the module above holds
/// it against the code.
class ArchitectureTest {

  private static final String ROOT = "pilotfeld.processing.";
  private static final Path SOURCES = Path.of("src/main/java");
  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("pilotfeld");

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
}
