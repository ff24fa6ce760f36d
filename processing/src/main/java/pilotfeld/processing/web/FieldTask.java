package pilotfeld.processing.web;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import pilotfeld.processing.api.Call;
import pilotfeld.processing.field.Choice;
import pilotfeld.processing.field.Place;
import pilotfeld.processing.field.Report;
import pilotfeld.processing.field.Sticker;
import pilotfeld.processing.field.Task;
import pilotfeld.processing.http.Problem;
import pilotfeld.processing.registry.Position;

/// A task as a phone writes it in JSON; the contract says which fields each kind has.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = FieldTask.Register.class, name = "register"),
  @JsonSubTypes.Type(value = FieldTask.Swap.class, name = "swap"),
  @JsonSubTypes.Type(value = FieldTask.TakeDown.class, name = "take_down"),
  @JsonSubTypes.Type(value = FieldTask.Trial.class, name = "test")
})
sealed interface FieldTask {

  UUID id();

  /// By the phone's clock.
  String doneAt();

  /// As well.
  String sentAt();

  /// @throws Problem 422 naming what does not go together
  Task task(Report report);

  record Register(
      UUID id,
      String doneAt,
      String sentAt,
      String code,
      Optional<String> model,
      Optional<String> site,
      Optional<NewSite> newSite,
      Set<Choice> choices)
      implements FieldTask {

    public Register {
      choices = chosen(choices);
    }

    @Override
    public Task task(Report report) {
      return new Task.Register(report, sticker(code, model), place(), choices);
    }

    private Place place() {
      if (site.isPresent() == newSite.isPresent()) {
        throw Call.contradiction("body", "/site", "one of site and newSite must be there");
      }
      return site.<Place>map(Place.Known::new).orElseGet(() -> newSite.orElseThrow().place());
    }
  }

  record Swap(
      UUID id,
      String doneAt,
      String sentAt,
      String code,
      Optional<String> model,
      String site,
      Optional<String> old,
      String reason,
      Set<Choice> choices)
      implements FieldTask {

    public Swap {
      choices = chosen(choices);
    }

    @Override
    public Task task(Report report) {
      return new Task.Swap(
          report,
          sticker(code, model),
          new Place.Known(site),
          old,
          Task.Reason.of(reason),
          choices);
    }
  }

  record TakeDown(
      UUID id, String doneAt, String sentAt, String device, String reason, Set<Choice> choices)
      implements FieldTask {

    public TakeDown {
      choices = chosen(choices);
    }

    @Override
    public Task task(Report report) {
      return new Task.TakeDown(report, device, Task.Reason.of(reason), choices);
    }
  }

  record Trial(
      UUID id,
      String doneAt,
      String sentAt,
      String code,
      Optional<String> model,
      String pilot,
      Set<Choice> choices)
      implements FieldTask {

    public Trial {
      choices = chosen(choices);
    }

    @Override
    public Task task(Report report) {
      return new Task.Trial(report, sticker(code, model), pilot, choices);
    }
  }

  /// @param id that the phone made up
  record NewSite(
      String id,
      String pilot,
      String name,
      Optional<Double> latitude,
      Optional<Double> longitude,
      Optional<String> asset,
      Optional<Double> mountingHeightMetres,
      Optional<String> note) {

    Place place() {
      var about = note.map(String::strip).filter(text -> !text.isEmpty());
      return sound(
          "/newSite",
          () ->
              new Place.New(
                  id, pilot, name.strip(), position(), asset, mountingHeightMetres, about));
    }

    private Optional<Position> position() {
      if (latitude.isPresent() != longitude.isPresent()) {
        throw Call.contradiction("body", "/newSite", "latitude and longitude go together");
      }
      return latitude.map(north -> new Position(north, longitude.orElseThrow()));
    }
  }

  private static Sticker sticker(String code, Optional<String> model) {
    return sound("/code", () -> new Sticker(code, model));
  }

  private static Set<Choice> chosen(Set<Choice> choices) {
    return choices == null ? Set.of() : Set.copyOf(choices);
  }

  /// What is made of values that are sound, each by itself.
  ///
  /// @param pointer where they stand
  /// @throws Problem 422 if they do not go together
  static <T> T sound(String pointer, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw Call.contradiction("body", pointer, e.getMessage());
    }
  }
}
