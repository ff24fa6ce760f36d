package pilotfeld.processing.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import pilotfeld.processing.reading.Outcome;
import pilotfeld.processing.store.Arrival;
import pilotfeld.processing.store.Database;
import pilotfeld.processing.store.Journal;
import pilotfeld.processing.store.StoreUnavailable;

/// Lets callers who wait at the same time share one transaction: a commit costs a flush to disk,
/// whatever is in it.
final class GroupCommit implements AutoCloseable {

  /// Messages of one transaction at most.
  static final int GROUP_LIMIT = 1000;

  /// Messages that may wait for their transaction; more callers wait at the door.
  static final int WAITING_LIMIT = 4000;

  private final Journal journal;
  private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(WAITING_LIMIT);
  private final List<Thread> committers = new ArrayList<>();
  private volatile boolean closing;

  GroupCommit(Journal journal) {
    this.journal = journal;
    for (var number = 1; number <= Database.COMMIT_CONNECTIONS; number++) {
      committers.add(Thread.ofPlatform().name("commit-" + number).start(this::commitGroups));
    }
  }

  /// Waits until the message is durable.
  ///
  /// @throws StoreUnavailable if the database did not take its group
  Outcome commit(Arrival arrival) {
    var turn = new Waiting(arrival, new CompletableFuture<>());
    try {
      waiting.put(turn);
      return turn.outcome().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before the message was durable", e);
    } catch (CompletionException e) {
      throw e.getCause() instanceof StoreUnavailable unavailable ? unavailable : e;
    }
  }

  private void commitGroups() {
    try {
      while (!closing || !waiting.isEmpty()) {
        var group = new ArrayList<Waiting>();
        group.add(waiting.take());
        waiting.drainTo(group, GROUP_LIMIT - 1);
        commit(group);
      }
    } catch (InterruptedException e) {
      // Only close() interrupts, when nobody waits any more.
      Thread.currentThread().interrupt();
    }
  }

  private void commit(List<Waiting> group) {
    try {
      var outcomes = journal.commit(group.stream().map(Waiting::arrival).toList());
      for (var index = 0; index < group.size(); index++) {
        group.get(index).outcome().complete(outcomes.get(index));
      }
    } catch (RuntimeException e) {
      group.forEach(each -> each.outcome().completeExceptionally(e));
    }
  }

  /// Ends the committers; callers must have stopped before.
  @Override
  public void close() {
    closing = true;
    committers.forEach(Thread::interrupt);
  }

  private record Waiting(Arrival arrival, CompletableFuture<Outcome> outcome) {}
}
