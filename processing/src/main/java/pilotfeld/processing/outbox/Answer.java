package pilotfeld.processing.outbox;

import static java.util.Objects.requireNonNull;

/// What became of an attempt to send. Reasons are for people: what was wrong, where, what to do,
/// and never a secret.
public sealed interface Answer {

  /// The receiver has it, or had it already.
  record Sent() implements Answer {}

  /// The receiver answers nobody at present, so others need not be tried either.
  record Away(String reason) implements Answer {

    public Away {
      requireNonNull(reason, "reason");
    }
  }

  /// Not this one, not now; it is worth another attempt.
  record Later(String reason) implements Answer {

    public Later {
      requireNonNull(reason, "reason");
    }
  }

  /// It would be refused again, until somebody changes something and has it tried again.
  record Refused(String reason) implements Answer {

    public Refused {
      requireNonNull(reason, "reason");
    }
  }
}
