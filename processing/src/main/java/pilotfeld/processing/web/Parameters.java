package pilotfeld.processing.web;

import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import pilotfeld.processing.export.TimeText;

/// What stands behind the question mark of an address.
final class Parameters {

  private Parameters() {}

  static Optional<String> text(RoutingContext request, String name) {
    return Optional.ofNullable(request.request().getParam(name)).filter(text -> !text.isBlank());
  }

  /// @param zone whose days are meant where only a date is given
  static Optional<Instant> time(RoutingContext request, String name, ZoneId zone) {
    try {
      return text(request, name).map(text -> TimeText.read(text, zone));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(name + ": " + e.getMessage());
    }
  }

  static int number(RoutingContext request, String name, int fallback, int most) {
    var text = text(request, name);
    try {
      var number = text.map(Integer::parseInt).orElse(fallback);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one error for whatever is no such number.
    }
    throw Problem.badRequest(name + " must be a number from 1 to " + most + ".");
  }
}
