package pilotfeld.processing.envelope;

import static pilotfeld.processing.envelope.UnreadableException.quoted;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// JSON from outside: bounded in depth and size, without duplicate keys, and with errors that name
/// the field.
final class Json {

  static final int DEPTH_LIMIT = 64;
  static final int NUMBER_LIMIT = 100;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_LIMIT)
                          .maxNumberLength(NUMBER_LIMIT)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final long UNSIGNED_INT_LIMIT = 0xFFFF_FFFFL;
  // Shorter than what Double would take, which includes NaN, hex and letters behind.
  private static final Predicate<String> NUMERAL =
      Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?").asMatchPredicate();

  // How Jackson names a place inside a message.
  private static final Pattern SOURCE =
      Pattern.compile("\\[Source: REDACTED .*?; line: (\\d+), column: (\\d+)]");

  private Json() {}

  static JsonNode read(byte[] body) throws UnreadableException {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new UnreadableException("no JSON%s: %s".formatted(place(e), wording(e)));
    } catch (IOException e) {
      throw new UnreadableException("no JSON: " + e.getMessage());
    }
  }

  /// The first byte that is no white space, or -1.
  static int firstVisible(byte[] body) {
    for (var each : body) {
      if (each != ' ' && each != '\n' && each != '\r' && each != '\t') {
        return each;
      }
    }
    return -1;
  }

  // A limit that is overrun has no place.
  private static String place(JsonProcessingException e) {
    var place = e.getLocation();
    return place == null
        ? ""
        : " at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
  }

  private static String wording(JsonProcessingException e) {
    return SOURCE.matcher(e.getOriginalMessage()).replaceAll("line $1, column $2");
  }

  /// The text of a field, or empty if it is absent, null or "".
  static Optional<String> text(JsonNode parent, String field) {
    return Optional.ofNullable(parent.get(field))
        .filter(node -> !node.isNull())
        .map(JsonNode::asText)
        .filter(text -> !text.isEmpty());
  }

  /// The integer of a field; absent means 0, as network servers leave out zeros; 64-bit numbers may
  /// come as text.
  static long integer(JsonNode parent, String field, long least, long most)
      throws UnreadableException {
    var node = parent.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return 0;
    }
    try {
      var value = Long.parseLong(node.asText());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one error for whatever is no such integer.
    }
    throw new UnreadableException(
        "%s is %s: an integer from %d to %d belongs there"
            .formatted(field, quoted(node.toString()), least, most));
  }

  /// The number of a field; absent means 0.
  static double number(JsonNode parent, String field) throws UnreadableException {
    var node = parent.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return 0;
    }
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw new UnreadableException(
          "%s is %s: a number belongs there".formatted(field, quoted(node.toString())));
    }
    return node.doubleValue();
  }

  /// The same for formats that may write a number as text.
  static double numeral(JsonNode parent, String field) throws UnreadableException {
    var node = parent.path(field);
    if (!node.isTextual()) {
      return number(parent, field);
    }
    if (NUMERAL.test(node.textValue())) {
      return Double.parseDouble(node.textValue());
    }
    throw new UnreadableException(
        "%s is %s: a number belongs there".formatted(field, quoted(node.textValue())));
  }

  /// The frequency of a field in megahertz, in hertz; absent means 0.
  static long megahertz(JsonNode parent, String field) throws UnreadableException {
    var hertz = Math.round(numeral(parent, field) * 1_000_000);
    if (hertz >= 0 && hertz <= UNSIGNED_INT_LIMIT) {
      return hertz;
    }
    throw new UnreadableException(
        "%s is %s: megahertz such as 868.1 belong there"
            .formatted(field, quoted(parent.path(field).asText())));
  }

  /// The bytes of a field in hex, or none if it is absent.
  static byte[] hex(JsonNode parent, String field) throws UnreadableException {
    var node = parent.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return new byte[0];
    }
    try {
      if (node.isTextual()) {
        return HexFormat.of().parseHex(node.textValue());
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the one error for whatever is no hex.
    }
    throw new UnreadableException(
        "%s is %s: pairs of hex digits belong there".formatted(field, quoted(node.toString())));
  }

  /// The bytes of a field in base64, or none if it is absent.
  static byte[] base64(JsonNode parent, String field) throws UnreadableException {
    var node = parent.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return new byte[0];
    }
    try {
      if (node.isTextual()) {
        return node.binaryValue();
      }
    } catch (IOException e) {
      // Falls through to the one error for whatever is no base64.
    }
    throw new UnreadableException(
        "%s is %s: base64 belongs there".formatted(field, quoted(node.toString())));
  }

  /// The RFC 3339 time of a field, or empty if it is absent.
  static Optional<Instant> time(JsonNode parent, String field) throws UnreadableException {
    var text = text(parent, field);
    try {
      return text.map(each -> OffsetDateTime.parse(each).toInstant());
    } catch (DateTimeException e) {
      throw new UnreadableException(
          "%s is %s: a time such as 2026-07-01T12:00:00Z belongs there"
              .formatted(field, quoted(text.orElseThrow())));
    }
  }
}
