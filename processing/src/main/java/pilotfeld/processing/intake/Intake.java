package pilotfeld.processing.intake;

import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.registry.Registry;
import pilotfeld.processing.store.Arrival;
import pilotfeld.processing.store.Journal;
import pilotfeld.processing.store.StoreUnavailable;

/// Where every transport hands over its messages. Blocks; call it from a virtual thread for each
/// message.
public final class Intake implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final Interpreter interpreter;
  private final Registry registry;
  private final Journal journal;
  private final GroupCommit groups;
  private final LongAdder refused = new LongAdder();

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
  /// Never waits, as the door must stay quick while the database is slow.
  public void refused() {
    refused.increment();
  }

  /// Writes down what was refused since the last time; to be called now and then.
  ///
  /// @throws StoreUnavailable if it could not be written; it is kept for the next time
  public void writeRefused() {
    var count = refused.sumThenReset();
    if (count == 0) {
      return;
    }
    try {
      journal.countRefused(count);
    } catch (StoreUnavailable e) {
      refused.add(count);
      throw e;
    }
  }

  /// Ends the commits; transports must have stopped before.
  @Override
  public void close() {
    try {
      writeRefused();
    } catch (StoreUnavailable e) {
      LOG.warn("what was refused last could not be counted: {}", e.getMessage());
    }
    groups.close();
  }
}
