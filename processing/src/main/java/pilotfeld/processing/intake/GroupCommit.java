package pilotfeld.processing.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/// Lets callers who wait at the same time share one transaction: a commit costs a flush to disk,
/// whatever is in it.
///
/// @param <T> what each brings
/// @param <R> what becomes of it
final class GroupCommit<T, R> implements AutoCloseable {

  /// Messages of one transaction at most.
  static final int GROUP_LIMIT = 1000;

  /// Messages that may wait for their transaction; more callers wait at the door.
  static final int WAITING_LIMIT = 4000;

  private final Function<List<T>, List<R>> transaction;
  private final BlockingQueue<Waiting<T, R>> waiting = new ArrayBlockingQueue<>(WAITING_LIMIT);
  private final List<Thread> committers = new ArrayList<>();
  private volatile boolean closing;

  /// @param name of the threads
  /// @param atOnce how many transactions may run at the same time
  /// @param transaction makes all of a group durable, and says what became of each, in their order
  GroupCommit(String name, int atOnce, Function<List<T>, List<R>> transaction) {
    this.transaction = transaction;
    for (var number = 1; number <= atOnce; number++) {
      committers.add(Thread.ofPlatform().name(name + "-" + number).start(this::commitGroups));
    }
  }

  /// Waits until it is durable; throws what its group's transaction threw.
  R commit(T each) {
    var turn = new Waiting<T, R>(each, new CompletableFuture<>());
    try {
      waiting.put(turn);
      return turn.result().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before the message was durable", e);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  /// How many wait at this moment.
  int depth() {
    return waiting.size();
  }

  private void commitGroups() {
    try {
      while (!closing || !waiting.isEmpty()) {
        var group = new ArrayList<Waiting<T, R>>();
        group.add(waiting.take());
        waiting.drainTo(group, GROUP_LIMIT - 1);
        commit(group);
      }
    } catch (InterruptedException e) {
      // Only close() interrupts, when nobody waits any more.
      Thread.currentThread().interrupt();
    }
  }

  private void commit(List<Waiting<T, R>> group) {
    try {
      var results = transaction.apply(group.stream().map(Waiting::each).toList());
      for (var index = 0; index < group.size(); index++) {
        group.get(index).result().complete(results.get(index));
      }
    } catch (RuntimeException e) {
      group.forEach(each -> each.result().completeExceptionally(e));
    }
  }

  /// Ends the committers; callers must have stopped before.
  @Override
  public void close() {
    closing = true;
    committers.forEach(Thread::interrupt);
  }

  private record Waiting<T, R>(T each, CompletableFuture<R> result) {}
}
