package pilotfeld.processing.pilot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import pilotfeld.processing.registry.ModelFolders.Source;
import pilotfeld.processing.sheet.Faulty;

/// Says of which model a device is: a registered one stays what it is.
final class ModelComparison {

  private final Standing standing;
  private final Function<String, Optional<Source>> folders;
  private final Map<String, Optional<String>> faults = new HashMap<>();
  private final Map<String, Source> used = new TreeMap<>();

  ModelComparison(Standing standing, Function<String, Optional<Source>> folders) {
    this.standing = standing;
    this.folders = folders;
  }

  String model(PilotRow row) throws Faulty {
    var registered = Optional.ofNullable(standing.models().get(row.device()));
    if (registered.isEmpty()) {
      return unregistered(row);
    }
    if (row.model().filter(model -> !model.equals(registered.get())).isPresent()) {
      throw new Faulty(
          "the device is registered as %s, not as %s: leave the model empty, or look for another device"
              .formatted(registered.get(), row.model().get()));
    }
    return registered.get();
  }

  private String unregistered(PilotRow row) throws Faulty {
    var model =
        row.model()
            .or(() -> Optional.ofNullable(standing.delivered().get(row.device())))
            .orElseThrow(
                () ->
                    new Faulty(
                        "it has no model, and no delivery list has one of the device: name its model"));
    var fault = faults.computeIfAbsent(model, this::fault);
    if (fault.isPresent()) {
      throw new Faulty(fault.get());
    }
    return model;
  }

  private Optional<String> fault(String model) {
    var source = folders.apply(model);
    if (source.isEmpty()) {
      return standing.knownModels().contains(model)
          ? Optional.empty()
          : Optional.of(
              "there is no device model “%s”: name one that there is in the column model"
                  .formatted(model));
    }
    try {
      source.get().model();
      used.put(model, source.get());
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  /// Those of devices that are new, where their folder is here.
  List<Source> used() {
    return List.copyOf(used.values());
  }
}
