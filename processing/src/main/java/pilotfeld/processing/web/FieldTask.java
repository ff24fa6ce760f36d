package pilotfeld.processing.web;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import pilotfeld.processing.field.Choice;
import pilotfeld.processing.field.Place;
import pilotfeld.processing.field.Report;
import pilotfeld.processing.field.Sticker;
import pilotfeld.processing.field.Task;
import pilotfeld.processing.http.Parameters;
import pilotfeld.processing.http.Problem;
import pilotfeld.processing.registry.Position;

/// A task as a phone writes it in JSON. Which fields it has depends on its kind: `register` has
/// `code` and `site` or `newSite`, `swap` has `code`, `site` and `reason`, `take_down` has `device`
/// and `reason`, `test` has `code` and `pilot`.
///
/// @param id UUID
/// @param doneAt ISO 8601, by the phone's clock
/// @param sentAt as well
/// @param choices what was chosen about a conflict of the task before
record FieldTask(
    String kind,
    String id,
    String doneAt,
    String sentAt,
    String code,
    String model,
    String device,
    String site,
    NewSite newSite,
    String pilot,
    String old,
    String reason,
    List<String> choices) {

  /// @param id that the phone made up
  record NewSite(
      String id,
      String pilot,
      String name,
      Double latitude,
      Double longitude,
      String asset,
      Double mountingHeightMetres,
      String note) {

    Place place() {
      return new Place.New(
          required("newSite.id", id),
          required("newSite.pilot", pilot),
          required("newSite.name", name).strip(),
          position(),
          text("newSite.asset", asset),
          Optional.ofNullable(mountingHeightMetres),
          noteText());
    }

    private Optional<Position> position() {
      return latitude == null || longitude == null
          ? Optional.empty()
          : Optional.of(new Position(latitude, longitude));
    }

    // The only text of several lines.
    private Optional<String> noteText() {
      var stripped = Optional.ofNullable(note).map(String::strip).filter(text -> !text.isEmpty());
      if (stripped.isPresent() && stripped.get().chars().anyMatch(NewSite::isForControl)) {
        throw Problem.badRequest("newSite.note must have no characters for control.");
      }
      return stripped;
    }

    private static boolean isForControl(int character) {
      return Character.isISOControl(character) && character != '\n' && character != '\t';
    }
  }

  /// @throws Problem 400 naming what is missing or cannot be
  Task task(Instant now) {
    return understood(
        () -> {
          var report =
              Report.of(
                  FieldResource.uuid("id", required("id", id)),
                  time("doneAt", required("doneAt", doneAt)),
                  time("sentAt", required("sentAt", sentAt)),
                  now);
          return task(report);
        });
  }

  private Task task(Report report) {
    return switch (required("kind", kind)) {
      case "register" -> new Task.Register(report, sticker(), place(), chosen());
      case "swap" ->
          new Task.Swap(report, sticker(), known(), text("old", old), whyGone(), chosen());
      case "take_down" ->
          new Task.TakeDown(report, required("device", device), whyGone(), chosen());
      case "test" -> new Task.Trial(report, sticker(), required("pilot", pilot), chosen());
      default -> throw Problem.badRequest("kind must be register, swap, take_down or test.");
    };
  }

  private Sticker sticker() {
    return new Sticker(code == null ? "" : code, text("model", model));
  }

  private Place place() {
    return newSite == null ? known() : newSite.place();
  }

  private Place.Known known() {
    return new Place.Known(required("site", site));
  }

  private Task.Reason whyGone() {
    return constant(Task.Reason.class, "reason", required("reason", reason));
  }

  private Set<Choice> chosen() {
    return Optional.ofNullable(choices).orElse(List.of()).stream()
        .limit(Choice.values().length)
        .map(each -> constant(Choice.class, "choices", each))
        .collect(Collectors.toSet());
  }

  private static <T extends Enum<T>> T constant(Class<T> type, String name, String text) {
    try {
      return Enum.valueOf(type, String.valueOf(text).toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(name + " has a word that is none of its own.");
    }
  }

  static Instant time(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.badRequest(name + " must be a time such as 2026-07-01T12:00:00Z.");
    }
  }

  private static Optional<String> text(String name, String text) {
    return Optional.ofNullable(text).filter(each -> !each.isBlank()).map(each -> sound(name, each));
  }

  private static String required(String name, String text) {
    return text(name, text).orElseThrow(() -> Problem.badRequest(name + " is missing."));
  }

  private static String sound(String name, String text) {
    if (text.length() > Parameters.LENGTH_LIMIT || text.chars().anyMatch(Character::isISOControl)) {
      throw Problem.badRequest(
          "%s must have at most %d characters, none of them for control."
              .formatted(name, Parameters.LENGTH_LIMIT));
    }
    return text;
  }

  private static Task understood(Supplier<Task> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage() + ".");
    }
  }
}
