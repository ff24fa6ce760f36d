package pilotfeld.processing.envelope;

import static pilotfeld.processing.envelope.UnreadableException.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// What a SenML record must look like (RFC 8428, sections 4.3 and 4.4), before anything is
/// resolved.
final class SenmlForm {

  /// Of RFC 8428, and of a pack that names none.
  static final int VERSION = 10;

  private static final List<String> NUMBERS = List.of("bver", "bt", "bv", "bs", "v", "s", "t");
  private static final List<String> TEXTS = List.of("bn", "bu", "n", "u", "vs");

  private SenmlForm() {}

  static void check(JsonNode each) throws UnreadableException {
    if (!each.isObject()) {
      throw new UnreadableException("an object belongs there");
    }
    for (var field : (Iterable<String>) each::fieldNames) {
      if (field.endsWith("_")) {
        throw new UnreadableException(
            "the field " + quoted(field) + " must be understood and is not");
      }
    }
    for (var field : NUMBERS) {
      requireKind(each, field, each.path(field).isNumber(), "a number");
    }
    for (var field : TEXTS) {
      requireKind(each, field, each.path(field).isTextual(), "a text");
    }
    requireKind(each, "vb", each.path("vb").isBoolean(), "true or false");
    if (each.has("bver")) {
      Json.integer(each, "bver", 1, VERSION);
    }
  }

  // A null, as some encoders write for NaN, is no zero.
  private static void requireKind(JsonNode each, String field, boolean right, String kind)
      throws UnreadableException {
    if (each.has(field) && !right) {
      throw new UnreadableException(
          "%s is %s: %s belongs there".formatted(field, quoted(each.get(field).toString()), kind));
    }
  }
}
