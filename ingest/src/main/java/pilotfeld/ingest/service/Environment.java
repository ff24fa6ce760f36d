package pilotfeld.ingest.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pilotfeld.ingest.service.Settings.SettingsException;

/// The environment while it is read: it remembers what was asked for, and what is wrong.
final class Environment {

  private static final String OURS = "PILOTFELD_";
  private static final String OF_TESTS = "PILOTFELD_TEST_";
  private static final String FILE = "_FILE";
  private static final int PORT_LIMIT = 65_535;

  private final Map<String, String> variables;
  private final Set<String> known = new HashSet<>();
  private final List<String> faults = new ArrayList<>();

  Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /// What is set; blank counts as not set.
  Optional<String> text(String variable) {
    known.add(variable);
    return Optional.ofNullable(variables.get(variable)).filter(text -> !text.isBlank());
  }

  /// The same.
  Optional<String> text(Setting setting) {
    return text(setting.variable());
  }

  /// What is set, or what holds where nothing is.
  String value(Setting setting) {
    return text(setting).or(setting::fallback).orElseThrow();
  }

  /// A host and a port.
  InetSocketAddress address(Setting host, Setting port) {
    return new InetSocketAddress(value(host), port(port));
  }

  /// A port; 0 is one that the system chooses.
  int port(Setting setting) {
    return (int) number(setting, 0, PORT_LIMIT, "a port from 0 to %d".formatted(PORT_LIMIT));
  }

  /// A whole number; the least where something else is set, which becomes a fault.
  ///
  /// @param wanted what the fault says that belongs there
  long number(Setting setting, long least, long most, String wanted) {
    try {
      var number = Long.parseLong(value(setting));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one fault for whatever is no such number.
    }
    fault("%s is “%s”: %s belongs there".formatted(setting.variable(), value(setting), wanted));
    return least;
  }

  /// What is set, or the content of the file that the variable with `_FILE` names.
  Optional<String> secret(String variable) {
    var file = text(variable + FILE);
    return text(variable).or(() -> file.flatMap(path -> content(variable + FILE, Path.of(path))));
  }

  /// The same.
  Optional<String> secret(Setting setting) {
    return secret(setting.variable());
  }

  private Optional<String> content(String variable, Path file) {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException e) {
      fault(variable + " cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  /// Takes the variables that begin so for known.
  void pass(String beginning) {
    variables.keySet().stream().filter(name -> name.startsWith(beginning)).forEach(known::add);
  }

  void fault(String fault) {
    faults.add(fault);
  }

  /// @throws SettingsException with a line for each fault and each variable that nobody asked for
  void check() {
    variables.keySet().stream()
        .filter(name -> name.startsWith(OURS) && !name.startsWith(OF_TESTS))
        .filter(name -> !known.contains(name))
        .forEach(name -> fault(name + " is no setting; " + hint(name)));
    if (!faults.isEmpty()) {
      throw new SettingsException(faults);
    }
  }

  private static String hint(String name) {
    if (name.startsWith(Setting.HOOK_PREFIX)) {
      return "the README lists them; that of a hook needs its name in PILOTFELD_HOOK_SOURCES";
    }
    if (name.startsWith(Setting.NETWORK_PREFIX)) {
      return "the README lists them; those of a network server need its name in PILOTFELD_NETWORK_SERVERS";
    }
    return name.startsWith(Setting.MQTT_PREFIX)
        ? "the README lists them; those of a further source need its name in PILOTFELD_MQTT_SOURCES"
        : "the README lists them";
  }
}
