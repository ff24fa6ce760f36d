package pilotfeld.processing.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// Says in the words of the file what is wrong with it and where, such as `a number belongs here
/// (at quantities.0.spike.suspect, line 12)`.
final class YamlFault {

  private YamlFault() {}

  static String explain(JsonProcessingException e) {
    return "%s (at %s)".formatted(what(e), place(e));
  }

  private static String what(JsonProcessingException e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown ->
          "%s is not known here; known are %s"
              .formatted(unknown.getPropertyName(), new TreeSet<>(unknown.getKnownPropertyIds()));
      case MismatchedInputException mismatch when !mismatch.getPath().isEmpty() ->
          wanted(mismatch.getTargetType()) + " belongs here";
      case JsonProcessingException other -> other.getOriginalMessage();
    };
  }

  private static String wanted(Class<?> type) {
    if (type == Duration.class) {
      return "a duration such as PT10M";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (type == String.class) {
      return "a text";
    }
    return type != null && type.isEnum()
        ? "one of " + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT)
        : "a list or a group of properties";
  }

  private static String place(JsonProcessingException e) {
    var steps = new ArrayList<String>();
    if (e instanceof JsonMappingException mapping) {
      for (var step : mapping.getPath()) {
        steps.add(step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName());
      }
    }
    var line = e.getLocation() == null ? "the end" : "line " + e.getLocation().getLineNr();
    return steps.isEmpty() ? line : String.join(".", steps) + ", " + line;
  }
}
