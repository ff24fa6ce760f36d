package pilotfeld.processing.intake;

import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.Outcome;
import pilotfeld.processing.reading.Uplink;

/// Is told what happens on the way of a message, by whoever it happens to, many at once. It must
/// neither wait nor throw: every message passes here.
public interface Observer {

  /// Keeps no figures.
  Observer NONE = new Observer() {};

  /// A message is durable and about to be acknowledged.
  default void accepted(Message message, Uplink uplink, Outcome outcome) {}

  /// A message that had waited on disk is in the tables.
  default void drained(Outcome outcome) {}

  /// A message was turned away at the door.
  default void refused() {}

  /// A transaction has committed a group of messages that had just arrived.
  default void committed(int messages, long nanos) {}

  /// A codec was called, whatever came of it; its turn had to be waited for.
  default void decoded(String model, long nanos) {}
}
