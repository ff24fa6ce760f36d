package pilotfeld.processing.codec.vector;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pilotfeld.processing.codec.CodecFunction;

/// What a function of a codec is given, and what it must return.
///
/// @param codec file of JavaScript
/// @param name of the vector, as its author gave it
record Vector(Path codec, String name, CodecFunction function, JsonNode input, JsonNode expected) {

  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d)");

  /// Where the codec's clock must stand: when the uplink came. A vector that does not say it, but
  /// expects a time, was made at about that time. Empty if it has neither.
  Optional<Instant> time() {
    return Stream.of(input.path("recvTime").asText(), expected.toString())
        .flatMap(text -> TIME.matcher(text).results().map(MatchResult::group))
        .flatMap(text -> instant(text).stream())
        .findFirst();
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
