package pilotfeld.ingest.service;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the names of the sources; what is wrong with one becomes a fault of the environment.
final class SourceNames {

  /// How many sources can be named beside the first.
  static final int LIMIT = 15;

  /// Longest name, in characters.
  static final int LENGTH_LIMIT = 32;

  private static final Predicate<String> NAME =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?").asMatchPredicate();

  /// What comes over CoAP has this name, a password may be in a file, and who gives sensors their
  /// users has settings of its own.
  private static final Set<String> TAKEN = Set.of("coap", "password-file", "control");

  private final Environment environment;
  private final Set<String> seen = new HashSet<>();

  SourceNames(Environment environment) {
    this.environment = environment;
  }

  /// To be asked for before the others.
  String first() {
    var variable = Setting.MQTT_SOURCE.variable();
    var name = environment.value(Setting.MQTT_SOURCE);
    isRight(variable, name, Setting::prefix);
    return name;
  }

  /// Those that are right, in their order.
  List<String> further() {
    return named(Setting.MQTT_SOURCES, Setting::prefix);
  }

  /// Those of hooks, apart from the others: one server may send by both ways under one name.
  static List<String> ofHooks(Environment environment) {
    return new SourceNames(environment).named(Setting.HOOK_SOURCES, Setting::hookPrefix);
  }

  /// Those of network servers to which devices are made known, apart from the others, too.
  static List<String> ofNetworks(Environment environment) {
    return new SourceNames(environment).named(Setting.NETWORK_SERVERS, Setting::networkPrefix);
  }

  private List<String> named(Setting setting, UnaryOperator<String> prefix) {
    var variable = setting.variable();
    var names =
        environment.text(variable).stream()
            .flatMap(text -> Stream.of(text.strip().split("\\s+")))
            .toList();
    if (names.size() > LIMIT) {
      environment.fault(
          "%s names %d sources: at most %d can be".formatted(variable, names.size(), LIMIT));
    }
    return names.stream().filter(name -> isRight(variable, name, prefix)).toList();
  }

  private boolean isRight(String variable, String name, UnaryOperator<String> prefix) {
    var fault = fault(name);
    fault.ifPresent(
        what -> {
          environment.fault("%s has “%s”: %s".formatted(variable, name, what));
          // What is set for it is right as soon as the name is.
          environment.pass(prefix.apply(name));
        });
    return fault.isEmpty();
  }

  private Optional<String> fault(String name) {
    if (!seen.add(name)) {
      return Optional.of("another source has this name already; choose another one");
    }
    if (!NAME.test(name) || name.length() > LENGTH_LIMIT) {
      return Optional.of(
          "a name is at most %d lower-case letters and digits, with hyphens between them"
              .formatted(LENGTH_LIMIT));
    }
    if (TAKEN.contains(name) || Setting.isOfMqtt(name)) {
      return Optional.of("a setting or CoAP has this name; choose another one");
    }
    return Optional.empty();
  }
}
