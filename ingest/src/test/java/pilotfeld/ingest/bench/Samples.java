package pilotfeld.ingest.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What runs gave, by figure, in the order in which the figures first came.
final class Samples {

  private final Map<String, Series> series = new LinkedHashMap<>();

  /// @param figure its name, such as `way.json.uplinks`
  void add(String figure, String unit, double value) {
    series.computeIfAbsent(figure, name -> new Series(unit)).values().add(value);
  }

  /// Those of another, behind these.
  void addAll(Samples others) {
    others.series.forEach(
        (name, each) -> each.values().forEach(value -> add(name, each.unit(), value)));
  }

  List<Figure> figures() {
    return series.entrySet().stream()
        .map(each -> new Figure(each.getKey(), each.getValue().unit(), each.getValue().values()))
        .toList();
  }

  private record Series(String unit, List<Double> values) {

    Series(String unit) {
      this(unit, new ArrayList<>());
    }
  }
}
