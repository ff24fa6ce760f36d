package pilotfeld.processing.registry;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/// Names that somebody may have meant.
final class NearNames {

  /// How many are told at most.
  static final int LIMIT = 5;

  private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();

  private NearNames() {}

  /// The nearest first; one that has the other in it is nearer than any other.
  static List<String> of(String wanted, Collection<String> names) {
    var lower = wanted.toLowerCase(Locale.ROOT);
    return names.stream()
        .sorted(Comparator.comparingDouble(name -> -nearness(lower, name)))
        .limit(LIMIT)
        .toList();
  }

  private static double nearness(String wanted, String name) {
    var part = !wanted.isEmpty() && (name.contains(wanted) || wanted.contains(name));
    return SIMILARITY.apply(wanted, name) + (part ? 1 : 0);
  }
}
