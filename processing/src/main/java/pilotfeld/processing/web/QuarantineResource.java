package pilotfeld.processing.web;

import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import pilotfeld.processing.account.Actor;
import pilotfeld.processing.account.Audit;
import pilotfeld.processing.account.AuditEntry;
import pilotfeld.processing.account.AuditEntry.Action;
import pilotfeld.processing.account.Visitor;
import pilotfeld.processing.worker.Quarantine;
import pilotfeld.processing.worker.Rebuilt;
import pilotfeld.processing.worker.Replay;
import pilotfeld.processing.worker.Replay.Selection;

/// The quarantine over HTTP: why messages wait, which they are, and another try.
final class QuarantineResource {

  private static final int PAGE = 100;
  private static final String PROGRESS = "replaying";

  private final Quarantine quarantine;
  private final Replay replay;
  private final Audit audit;
  private final Progress progress;
  private final Semaphore replaying = new Semaphore(1);

  /// Is told how far a job has come.
  interface Progress {
    void show(String title, long done, long total);
  }

  QuarantineResource(Quarantine quarantine, Replay replay, Audit audit, Progress progress) {
    this.quarantine = quarantine;
    this.replay = replay;
    this.audit = audit;
    this.progress = progress;
  }

  void newest(RoutingContext request, Context loop) {
    var limit = Parameters.number(request, "limit", PAGE, Quarantine.PAGE_LIMIT);
    var cause = Parameters.text(request, "cause");
    Requests.json(request, loop, quarantine.newest(cause, limit));
  }

  void causes(RoutingContext request, Context loop) {
    Requests.json(request, loop, quarantine.causes());
  }

  /// Which messages are tried again; without a cause, all of them.
  private record Wanted(String cause) {}

  /// What became of them.
  private record Replayed(long messages, long understood) {

    static Replayed of(Rebuilt rebuilt) {
      var moved = rebuilt.moves().values().stream().mapToLong(Long::longValue).sum();
      return new Replayed(rebuilt.messages(), moved);
    }
  }

  void replay(RoutingContext request, Context loop, Visitor visitor) {
    var cause =
        Optional.ofNullable(Requests.body(request, Wanted.class).cause).map(Parameters::sound);
    if (!replaying.tryAcquire()) {
      throw new Problem(
          409, "The quarantine is being read again", "Wait until that is done, then try again.");
    }
    try {
      var selection = new Selection(Optional.empty(), cause, Optional.empty());
      var rebuilt = replayed(Gate.actor(request, visitor), selection);
      Requests.json(request, loop, Replayed.of(rebuilt));
    } finally {
      replaying.release();
    }
  }

  // Its transactions are many: the trail says that it begins before the first, and how it ended
  // after
  // the last.
  private Rebuilt replayed(Actor actor, Selection selection) {
    audit.add(actor, AuditEntry.of(Action.REPLAY_BEGUN, selection.bounds()));
    var rebuilt = replay(selection);
    audit.add(actor, AuditEntry.of(Action.REPLAY_ENDED, rebuilt.amounts()));
    return rebuilt;
  }

  private Rebuilt replay(Selection selection) {
    var cause = selection.cause();
    var total =
        quarantine.causes().stream()
            .filter(each -> cause.isEmpty() || cause.get().equals(each.cause()))
            .mapToLong(Quarantine.Cause::messages)
            .sum();
    try {
      return replay.run(
          selection,
          false,
          each -> progress.show(PROGRESS, Math.min(each.messages(), total), total));
    } finally {
      progress.show(PROGRESS, total, total);
    }
  }
}
