package pilotfeld.ingest.service;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pilotfeld.ingest.service.Settings.SettingsException;

/// Variables from which settings are made.
final class Variables {

  private Variables() {}

  /// What is said of those that are wrong, sorted.
  static List<String> faults(Map<String, String> variables) {
    return assertThrows(SettingsException.class, () -> Settings.from(variables))
        .getMessage()
        .lines()
        .sorted()
        .toList();
  }

  /// All of them, each in one only.
  static Map<String, String> together(List<Map<String, String>> parts) {
    return parts.stream()
        .flatMap(part -> part.entrySet().stream())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
