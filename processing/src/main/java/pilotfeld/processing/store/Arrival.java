package pilotfeld.processing.store;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.UUID;
import pilotfeld.processing.reading.Interpretation;
import pilotfeld.processing.reading.Interpretation.Malformed;
import pilotfeld.processing.reading.Interpretation.Stored;
import pilotfeld.processing.reading.Interpretation.Unregistered;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.Outcome;

/// A message and what it turned out to be, on its way into the tables.
///
/// @param identity the message's own, or one made up here: then no other message has it
public record Arrival(Message message, Interpretation interpretation, UUID identity) {

  /// How far apart one radio frame may come in twice, under two message ids.
  public static final Duration SAME_FRAME_WINDOW = Duration.ofMinutes(10);

  /// How long after the first a broker may deliver a message again that has no time of its own.
  public static final Duration REDELIVERY_WINDOW = Duration.ofHours(24);

  public Arrival {
    requireNonNull(message, "message");
    requireNonNull(interpretation, "interpretation");
  }

  public Arrival(Message message, Interpretation interpretation) {
    this(message, interpretation, interpretation.uplink().identity().orElseGet(UUID::randomUUID));
  }

  /// The same message, interpreted otherwise.
  Arrival as(Interpretation other) {
    return new Arrival(message, other, identity);
  }

  /// The same, under the identity that was made up for it before, unless it has one of its own.
  public Arrival orElseAs(UUID madeUp) {
    return interpretation.uplink().identity().isPresent()
        ? this
        : new Arrival(message, interpretation, madeUp);
  }

  /// What it counts as, if no other message is the same.
  Outcome outcome() {
    return switch (interpretation) {
      case Stored _ -> Outcome.STORED;
      case Unregistered _ -> Outcome.UNREGISTERED;
      case Malformed _ -> Outcome.QUARANTINED;
    };
  }

  /// How far from this message another of the same frame makes it a duplicate; zero: any other is a
  /// message of its own.
  Duration sameFrameWithin() {
    if (interpretation.uplink().identity().isPresent()) {
      return SAME_FRAME_WINDOW;
    }
    return message.redelivered() ? REDELIVERY_WINDOW : Duration.ZERO;
  }
}
