package pilotfeld.processing.intake;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.Outcome;
import pilotfeld.processing.registry.Registry;
import pilotfeld.processing.spool.Spool;
import pilotfeld.processing.spool.SpoolEntry;
import pilotfeld.processing.spool.SpoolStanding;
import pilotfeld.processing.spool.SpoolUnavailable;
import pilotfeld.processing.store.Arrival;
import pilotfeld.processing.store.Database;
import pilotfeld.processing.store.Journal;
import pilotfeld.processing.store.StoreUnavailable;

/// Where every transport hands over its messages. Blocks; call it from a virtual thread for each
/// message.
public final class Intake implements AutoCloseable {

  /// Messages that may wait for their transaction, or for the spool; more callers wait at the door.
  public static final int WAITING_LIMIT = GroupCommit.WAITING_LIMIT;

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final Interpreter interpreter;
  private final Registry registry;
  private final Journal journal;
  private final Spool spool;
  private final GroupCommit<Arrival, Outcome> commits;
  private final GroupCommit<SpoolEntry, Outcome> spooling;
  private final Observer observer;
  private final Outage outage = new Outage();
  private final Drain drain;
  private final LongAdder refused = new LongAdder();

  /// @param spool where messages go while the database is away; closed with this
  public Intake(Interpreter interpreter, Registry registry, Journal journal, Spool spool) {
    this(interpreter, registry, journal, spool, Observer.NONE);
  }

  /// @param spool where messages go while the database is away; closed with this
  /// @param observer is told what becomes of messages
  public Intake(
      Interpreter interpreter, Registry registry, Journal journal, Spool spool, Observer observer) {
    this.interpreter = interpreter;
    this.registry = registry;
    this.journal = journal;
    this.spool = spool;
    this.observer = observer;
    this.commits = new GroupCommit<>("commit", Database.COMMIT_CONNECTIONS, this::commit);
    this.spooling = new GroupCommit<>("spool", 1, this::spool);
    this.drain = new Drain(interpreter, registry, journal, spool, outage, observer);
  }

  /// Takes in one message. Returning means that it is durable: acknowledge it.
  ///
  /// @throws NothingDurable if neither database nor spool could take it; keep it and try again
  public Receipt accept(Message message) {
    return accept(message, UUID.randomUUID());
  }

  /// The same, for those who try again: a message that has no identity of its own is known by this
  /// one, should an attempt have come further than it seemed.
  ///
  /// @param madeUp the same at each attempt, and of no other message
  /// @throws NothingDurable if neither database nor spool could take it; keep it and try again
  public Receipt accept(Message message, UUID madeUp) {
    var interpretation = interpreter.interpret(message, registry.snapshot());
    var arrival = new Arrival(message, interpretation).orElseAs(madeUp);
    var outcome = makeDurable(arrival);
    observer.accepted(message, interpretation.uplink(), outcome);
    return new Receipt(outcome, interpretation.uplink().reason());
  }

  private Outcome makeDurable(Arrival arrival) {
    if (mustFollowTheSpool(arrival.message())) {
      return spool(arrival, "it may repeat what is in the spool");
    }
    try {
      return commits.commit(arrival);
    } catch (StoreUnavailable e) {
      return spool(arrival, e.getMessage());
    }
  }

  // Without an identity of its own it is known as a second delivery only behind the first.
  private boolean mustFollowTheSpool(Message message) {
    return message.redelivered() && !spool.isEmpty();
  }

  private Outcome spool(Arrival arrival, String why) {
    try {
      return spooling.commit(new SpoolEntry(arrival.identity(), arrival.message()));
    } catch (SpoolUnavailable e) {
      throw new NothingDurable(why + "; " + e.getMessage(), e);
    }
  }

  private List<Outcome> commit(List<Arrival> group) {
    // Those who were waiting when it was found out need not find it out again.
    outage
        .cause()
        .ifPresent(
            cause -> {
              throw cause;
            });
    try {
      return committed(group);
    } catch (StoreUnavailable e) {
      outage.begin(e);
      throw e;
    }
  }

  private List<Outcome> committed(List<Arrival> group) {
    var begun = System.nanoTime();
    var outcomes = journal.commit(group);
    observer.committed(group.size(), System.nanoTime() - begun);
    return outcomes;
  }

  private List<Outcome> spool(List<SpoolEntry> group) {
    spool.add(group);
    return Collections.nCopies(group.size(), Outcome.SPOOLED);
  }

  /// Lets messages go to the spool from now on, until the first drain that finds the database
  /// there.
  ///
  /// @param cause why nobody need ask it
  public void spoolUntilDrained(StoreUnavailable cause) {
    outage.begin(cause);
  }

  /// Brings what waits in the spool into the tables, for a second or so; to be called now and then,
  /// by one at a time. While the database is away this finds out when it is back.
  ///
  /// @throws StoreUnavailable if it is still away
  public void drain() {
    drain.run();
  }

  /// Counts what a transport turned away at the door: wrong credential, too large, over the rate.
  /// Never waits, as the door must stay quick while the database is slow.
  public void refused() {
    refused.increment();
    observer.refused();
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

  /// How many messages wait for their transaction.
  public int waitingToCommit() {
    return commits.depth();
  }

  /// How many messages wait to be on disk.
  public int waitingToSpool() {
    return spooling.depth();
  }

  /// Whether the database takes messages, as far as is known.
  public boolean isStoreThere() {
    return outage.cause().isEmpty();
  }

  /// How full the spool is.
  ///
  /// @throws SpoolUnavailable if its file cannot be read
  public SpoolStanding spooled() {
    return spool.standing();
  }

  /// Ends the commits; transports must have stopped before.
  @Override
  public void close() {
    try {
      writeRefused();
    } catch (StoreUnavailable e) {
      LOG.warn("what was refused last could not be counted: {}", e.getMessage());
    }
    commits.close();
    spooling.close();
    spool.close();
  }
}
