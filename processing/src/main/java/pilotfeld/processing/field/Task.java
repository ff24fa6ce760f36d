package pilotfeld.processing.field;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// One thing that a technician did, as the phone sends it in.
public sealed interface Task {

  Report report();

  /// What was chosen about a conflict of the task before it.
  Set<Choice> choices();

  /// As the table and the trail have it.
  default String kind() {
    return switch (this) {
      case Register _ -> "register";
      case Swap _ -> "swap";
      case TakeDown _ -> "take_down";
      case Trial _ -> "test";
    };
  }

  /// A device was mounted.
  record Register(Report report, Sticker sticker, Place place, Set<Choice> choices)
      implements Task {

    public Register {
      requireNonNull(report, "report");
      requireNonNull(sticker, "sticker");
      requireNonNull(place, "place");
      choices = Set.copyOf(choices);
    }
  }

  /// A device took the place of another; the series of the site go on.
  ///
  /// @param old the device that was there; empty for whichever
  record Swap(
      Report report,
      Sticker sticker,
      Place.Known place,
      Optional<String> old,
      Reason reason,
      Set<Choice> choices)
      implements Task {

    public Swap {
      requireNonNull(report, "report");
      requireNonNull(sticker, "sticker");
      requireNonNull(place, "place");
      requireNonNull(old, "old");
      requireNonNull(reason, "reason");
      choices = Set.copyOf(choices);
    }
  }

  /// A device was taken from its site.
  record TakeDown(Report report, String device, Reason reason, Set<Choice> choices)
      implements Task {

    public TakeDown {
      requireNonNull(report, "report");
      requireNonNull(device, "device");
      requireNonNull(reason, "reason");
      choices = Set.copyOf(choices);
    }
  }

  /// A device is tried out, at a site of its own whose readings count nowhere.
  record Trial(Report report, Sticker sticker, String pilot, Set<Choice> choices) implements Task {

    public Trial {
      requireNonNull(report, "report");
      requireNonNull(sticker, "sticker");
      requireNonNull(pilot, "pilot");
      choices = Set.copyOf(choices);
    }
  }

  /// Why a device leaves its site.
  enum Reason {
    BATTERY,
    BROKEN,
    OTHER;

    /// @throws IllegalArgumentException if there is none that is written so
    public static Reason of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
