package pilotfeld.processing.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import pilotfeld.processing.http.Problem.Fault;

/// Texts that no database takes and nobody can read, wherever they stand in a request.
final class Texts {

  private static final String LINES = "\n\r\t";

  private Texts() {}

  /// Adds a fault for each text with control characters, or with half of a surrogate pair. The body
  /// may have lines where its schema lets it.
  static void check(JsonObject values, List<Fault> faults) {
    for (var place : values.fieldNames()) {
      check(place, "", values.getValue(place), faults);
    }
  }

  private static void check(String place, String pointer, Object value, List<Fault> faults) {
    switch (value) {
      case JsonObject object -> check(place, pointer, object.getMap(), faults);
      case JsonArray array -> check(place, pointer, array.getList(), faults);
      case Map<?, ?> map ->
          map.forEach((name, each) -> check(place, pointer + "/" + name, each, faults));
      case List<?> list ->
          IntStream.range(0, list.size())
              .forEach(index -> check(place, pointer + "/" + index, list.get(index), faults));
      case String text when !isSound(place, text) -> faults.add(fault(place, pointer));
      case null, default -> {}
    }
  }

  private static Fault fault(String place, String pointer) {
    var isBody = place.equals(RequestSchemas.BODY);
    return new Fault(
        place,
        isBody ? pointer : pointer.replaceFirst("/", ""),
        "has control characters, or characters that are none");
  }

  private static boolean isSound(String place, String text) {
    var allowed = place.equals(RequestSchemas.BODY) ? LINES : "";
    return text.codePoints()
        .noneMatch(
            each ->
                Character.isISOControl(each) && allowed.indexOf(each) < 0
                    || Character.getType(each) == Character.SURROGATE);
  }
}
