package pilotfeld.processing.asset;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// A closed choice of codes, with the words that German registers have for them.
final class Vocabulary {

  static final Vocabulary KINDS =
      of(
          """
          transformer_station: Trafostation, Transformatorenstation, Ortsnetzstation, Netzstation, Trafo, ONS
          shaft: Schacht, Kontrollschacht, Revisionsschacht
          gully: Sinkkasten, Straßenablauf, Straßeneinlauf
          hydrant: Unterflurhydrant, Überflurhydrant
          cabinet: Kabelverteilerschrank, Kabelverteiler, KVS, Schaltschrank, Schrank
          tree: Baum, Stadtbaum
          school: Schule
          """);

  static final Vocabulary MEDIA =
      of(
          """
          electricity: Strom, Elektrizität
          gas: Erdgas
          water: Wasser, Trinkwasser
          waste_water: Abwasser, Schmutzwasser, Mischwasser
          rain_water: Regenwasser, Niederschlagswasser
          heat: Wärme, Fernwärme, Nahwärme
          lighting: Beleuchtung, Straßenbeleuchtung
          telecommunication: Telekommunikation, Breitband, Glasfaser
          """);

  static final Vocabulary LIFECYCLES =
      of(
          """
          planned: geplant, projektiert, in Planung
          in_service: in Betrieb, aktiv, active, vorhanden
          out_of_service: außer Betrieb, stillgelegt, inaktiv, inactive
          removed: rückgebaut, abgebaut, demontiert, entfernt, gefällt
          """);

  private final Map<String, String> codes;

  private Vocabulary(Map<String, String> codes) {
    this.codes = codes;
  }

  // One code a line, and after the colon what else it is called.
  private static Vocabulary of(String lines) {
    var codes = new LinkedHashMap<String, String>();
    lines.lines().forEach(line -> enter(codes, line.split(": ")[0], line.split(": ")[1]));
    return new Vocabulary(codes);
  }

  private static void enter(Map<String, String> codes, String code, String words) {
    codes.put(Folded.of(code), code);
    Arrays.stream(words.split(", ")).forEach(word -> codes.put(Folded.of(word), code));
  }

  /// The same with further codes.
  Vocabulary with(Collection<String> further) {
    var all = new LinkedHashMap<>(codes);
    further.forEach(code -> all.putIfAbsent(Folded.of(code), code));
    return new Vocabulary(all);
  }

  /// The code of a word; empty if it is not known.
  Optional<String> code(String word) {
    return Optional.ofNullable(codes.get(Folded.of(word)));
  }

  /// Every code, for people.
  String known() {
    return String.join(", ", new TreeSet<>(codes.values()));
  }
}
