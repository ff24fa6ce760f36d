package pilotfeld.processing.intake;

import pilotfeld.processing.reading.Message;
import pilotfeld.processing.registry.Registry;
import pilotfeld.processing.store.Arrival;
import pilotfeld.processing.store.Journal;
import pilotfeld.processing.store.StoreUnavailable;

/// Where every transport hands over its messages. Blocks; call it from a virtual thread for each
/// message.
public final class Intake implements AutoCloseable {

  private final Interpreter interpreter;
  private final Registry registry;
  private final Journal journal;
  private final GroupCommit groups;

  public Intake(Interpreter interpreter, Registry registry, Journal journal) {
    this.interpreter = interpreter;
    this.registry = registry;
    this.journal = journal;
    this.groups = new GroupCommit(journal);
  }

  /// Takes in one message. Returning means that it is durable: acknowledge it.
  ///
  /// @throws NothingDurable if the database could not take it; keep it and try again
  public Receipt accept(Message message) {
    var interpretation = interpreter.interpret(message, registry.snapshot());
    try {
      var outcome = groups.commit(new Arrival(message, interpretation));
      return new Receipt(outcome, interpretation.uplink().reason());
    } catch (StoreUnavailable e) {
      throw new NothingDurable(e.getMessage(), e);
    }
  }

  /// Counts what a transport turned away at the door: wrong credential, too large, over the rate.
  /// Best effort, as it is outside the law.
  public void refused() {
    try {
      journal.countRefused(1);
    } catch (StoreUnavailable e) {
      // A count of what was never taken is no reason to fail the transport; the refusal itself was
      // answered.
      return;
    }
  }

  /// Ends the commits; transports must have stopped before.
  @Override
  public void close() {
    groups.close();
  }
}
