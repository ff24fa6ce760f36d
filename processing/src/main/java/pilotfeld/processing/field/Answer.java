package pilotfeld.processing.field;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What became of a task; kept, and given again whenever the task comes again.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Answer.Done.class, name = "done"),
  @JsonSubTypes.Type(value = Answer.Conflict.class, name = "conflict")
})
public sealed interface Answer {

  /// It is so now.
  ///
  /// @param site where the device is; empty if it is at none
  /// @param since from when on
  /// @param remarks for people, such as where label and delivery list do not say the same
  record Done(String device, Optional<String> site, Instant since, List<String> remarks)
      implements Answer {

    public Done {
      requireNonNull(device, "device");
      requireNonNull(since, "since");
      remarks = List.copyOf(remarks);
    }
  }

  /// Nothing was done: somebody must choose.
  ///
  /// @param facts what is known, by names such as `site` and `since`
  /// @param choices what can be done about it
  record Conflict(Kind kind, Map<String, String> facts, List<Choice> choices) implements Answer {

    public Conflict {
      requireNonNull(kind, "kind");
      facts = Map.copyOf(facts);
      choices = List.copyOf(choices);
    }

    static Conflict refused(String why) {
      return new Conflict(Kind.REFUSED, Map.of("why", why), List.of(Choice.DISCARD));
    }
  }

  /// What is in the way.
  enum Kind {
    /// The code is none of a device; `why` says what it is.
    WRONG_LABEL,
    /// No delivery list has it.
    NOT_DELIVERED,
    /// Nobody knows which model it is.
    NO_MODEL,
    /// It is at another site.
    DEVICE_ELSEWHERE,
    /// Another device of the same model is at the site.
    SITE_TAKEN,
    /// The device that was to be swapped is not there any more, but another is.
    SITE_CHANGED,
    /// There is no such site.
    NO_SUCH_SITE,
    /// Something was entered of a later time already.
    LATER_ENTRY,
    /// The registry cannot take it; `why` says it.
    REFUSED
  }
}
