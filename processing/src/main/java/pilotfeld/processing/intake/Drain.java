package pilotfeld.processing.intake;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pilotfeld.processing.registry.Registry;
import pilotfeld.processing.spool.Spool;
import pilotfeld.processing.spool.SpoolBatch;
import pilotfeld.processing.spool.SpoolEntry;
import pilotfeld.processing.spool.SpoolUnavailable;
import pilotfeld.processing.store.Arrival;
import pilotfeld.processing.store.Journal;
import pilotfeld.processing.store.Spooled;
import pilotfeld.processing.store.StoreUnavailable;

/// Brings what waited on disk into the tables, in the order of its arrival, while new messages go
/// past it: one group at a time, and then a pause as long as the group took, so that it has at most
/// half of one connection.
///
/// Committed first and removed afterwards: what is drained twice is a duplicate, by its identity.
final class Drain {

  /// Messages of one group at most.
  static final int GROUP_LIMIT = 500;

  /// How long a run may take before it gives way to whoever wants to stop it.
  static final Duration SPELL = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

  private final Interpreter interpreter;
  private final Registry registry;
  private final Journal journal;
  private final Spool spool;
  private final Outage outage;
  private final Observer observer;
  private int groupLimit = GROUP_LIMIT;
  // What is in the tables and was not removed yet.
  private List<UUID> committed = List.of();
  private boolean isSaid;

  Drain(
      Interpreter interpreter,
      Registry registry,
      Journal journal,
      Spool spool,
      Outage outage,
      Observer observer) {
    this.interpreter = interpreter;
    this.registry = registry;
    this.journal = journal;
    this.spool = spool;
    this.outage = outage;
    this.observer = observer;
  }

  /// Drains for a spell, and finds out whether the database is back. Costs nothing if there is
  /// nothing to do. Not to be called twice at a time.
  ///
  /// @throws StoreUnavailable if the database is still away
  void run() {
    if (isSaid && spool.isEmpty() && outage.cause().isEmpty()) {
      return;
    }
    try {
      isSaid = spool.isEmpty();
      journal.say(standing());
      drainForASpell();
      outage.end();
    } catch (StoreUnavailable e) {
      isSaid = false;
      outage.begin(e);
      throw e;
    }
  }

  private void drainForASpell() {
    var end = System.nanoTime() + SPELL.toNanos();
    while (!spool.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(drainGroup());
    }
  }

  private long drainGroup() {
    var begun = System.nanoTime();
    var batch = spool.first(committed.isEmpty() ? groupLimit : committed.size());
    try {
      commitUnlessDone(batch);
      spool.removeThrough(batch.through());
      committed = List.of();
      groupLimit = GROUP_LIMIT;
    } catch (StoreUnavailable | SpoolUnavailable e) {
      throw e;
    } catch (RuntimeException e) {
      putAside(batch, e);
    }
    return System.nanoTime() - begun;
  }

  // A fault of ours over one message must not keep the others from the tables: its group is halved
  // until it stands alone.
  private void putAside(SpoolBatch batch, RuntimeException fault) {
    if (batch.entries().size() > 1) {
      groupLimit = batch.entries().size() / 2;
      return;
    }
    LOG.warn(
        "{}: cannot be taken in, it is set aside in the spool's table unreadable: {}",
        batch.entries().getFirst().message().topic(),
        fault.toString());
    spool.setAside(batch.through());
  }

  // A disk that is full does not let go of what it holds: the same must not be committed again and
  // again until it does.
  private void commitUnlessDone(SpoolBatch batch) {
    var identities = batch.entries().stream().map(SpoolEntry::identity).toList();
    if (committed.isEmpty() || !identities.equals(committed)) {
      commit(batch);
    }
    committed = identities;
  }

  private void commit(SpoolBatch batch) {
    if (batch.entries().isEmpty()) {
      return;
    }
    var left = standing().plus(-batch.entries().size());
    var outcomes = journal.drain(arrivals(batch.entries()), left);
    outage.end();
    outcomes.forEach(observer::drained);
  }

  private List<Arrival> arrivals(List<SpoolEntry> entries) {
    var messages = entries.stream().map(SpoolEntry::message).toList();
    var interpretations = interpreter.interpretAll(messages, registry.snapshot());
    return IntStream.range(0, entries.size())
        .mapToObj(
            each ->
                new Arrival(messages.get(each), interpretations.get(each))
                    .orElseAs(entries.get(each).identity()))
        .toList();
  }

  private Spooled standing() {
    var standing = spool.standing();
    return new Spooled(
        spool.name(),
        standing.messages(),
        standing.bytes(),
        standing.oldest(),
        standing.setAside());
  }
}
