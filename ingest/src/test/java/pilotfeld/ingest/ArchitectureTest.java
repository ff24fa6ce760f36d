package pilotfeld.ingest;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the arrows between the packages against the map in the README, so that a new arrow is a
/// line that a review sees.
class ArchitectureTest {

  private static final String ROOT = "pilotfeld.";

  @Test
  void theArrowsBetweenPackagesAreThoseOfTheReadme() throws IOException {
    assertEquals(String.join("\n", Readme.block("## Map")), String.join("\n", arrows()));
  }

  @Test
  void theLauncherIsBuiltForAnOlderJava() throws IOException {
    try (var file = getClass().getResourceAsStream("/pilotfeld/Launcher.class")) {
      assertEquals(11 + 44, file.readNBytes(8)[7]);
    }
  }

  private static List<String> arrows() {
    var classes =
        new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("pilotfeld.ingest", "pilotfeld.processing");
    var targets = targets(classes);
    var width = targets.keySet().stream().mapToInt(String::length).max().orElseThrow();
    return targets.entrySet().stream()
        .map(
            each ->
                (each.getKey()
                        + " ".repeat(width - each.getKey().length())
                        + "  → "
                        + String.join(" ", each.getValue()))
                    .stripTrailing())
        .toList();
  }

  private static TreeMap<String, TreeSet<String>> targets(JavaClasses classes) {
    return classes.stream()
        .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
        .filter(
            each ->
                isOurs(each)
                    && !name(each.getOriginClass().getPackageName())
                        .equals(name(each.getTargetClass().getPackageName())))
        .collect(
            groupingBy(
                each -> name(each.getOriginClass().getPackageName()),
                TreeMap::new,
                mapping(
                    each -> name(each.getTargetClass().getPackageName()),
                    toCollection(TreeSet::new))));
  }

  private static boolean isOurs(Dependency dependency) {
    return Stream.of(dependency.getOriginClass(), dependency.getTargetClass())
        .allMatch(
            each ->
                each.getPackageName().startsWith(ROOT)
                    && !each.getPackageName().endsWith(".fixture"));
  }

  // processing.intake → intake; the demonstration's parts count as one, as do those of codecs
  // and of the registry.
  private static String name(String packageName) {
    var whole = packageName.substring(ROOT.length());
    return whole.startsWith("ingest.demo")
        ? "ingest.demo"
        : whole
            .replace("processing.envelope.chirpstack", "processing.envelope")
            .replace("processing.network.chirpstack", "processing.network")
            .replace("processing.codec.vector", "processing.codec")
            .replace("processing.registry.repository", "processing.registry");
  }
}
