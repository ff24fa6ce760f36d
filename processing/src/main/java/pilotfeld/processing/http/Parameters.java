package pilotfeld.processing.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What stands behind the question mark of an address.
public final class Parameters {

  /// Longest value of a parameter, in characters.
  public static final int LENGTH_LIMIT = 200;

  // Vert.x throws on these wherever it decodes a part of them.
  private static final Pattern STRAY_PERCENT = Pattern.compile("%(?!\\p{XDigit}{2})");

  private Parameters() {}

  /// Whether an address can be decoded.
  public static boolean isAddress(String uri) {
    return !STRAY_PERCENT.matcher(uri).find();
  }

  /// The text of a parameter; empty if it is not there or blank.
  public static Optional<String> text(RoutingContext request, String name) {
    return Optional.ofNullable(request.request().getParam(name))
        .filter(Predicate.not(String::isBlank))
        .map(text -> sound(name, text));
  }

  /// A part of the path.
  public static String segment(RoutingContext request, String name) {
    return sound(name, request.pathParam(name));
  }

  private static String sound(String name, String text) {
    if (text.length() > LENGTH_LIMIT || text.chars().anyMatch(Character::isISOControl)) {
      throw Problem.badRequest(
          name + " must have at most " + LENGTH_LIMIT + " characters, none of them for control.");
    }
    return text;
  }
}
