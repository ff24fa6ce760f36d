package pilotfeld.processing.web;

import io.vertx.core.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import pilotfeld.processing.account.Actor;
import pilotfeld.processing.account.Audit;
import pilotfeld.processing.account.AuditEntry;
import pilotfeld.processing.account.AuditEntry.Action;
import pilotfeld.processing.api.Answer;
import pilotfeld.processing.api.Call;
import pilotfeld.processing.api.Listing;
import pilotfeld.processing.http.Problem;
import pilotfeld.processing.http.Requests;
import pilotfeld.processing.worker.Quarantine;
import pilotfeld.processing.worker.Rebuilt;
import pilotfeld.processing.worker.Replay;
import pilotfeld.processing.worker.Replay.Selection;

/// The quarantine over HTTP: why messages wait, which they are, and another try.
final class QuarantineResource {

  private static final String CURSOR_SEPARATOR = " ";
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

  Answer newest(Call call) {
    var listing = Listing.of(call);
    var before = listing.after().map(QuarantineResource::place);
    return listing.answer(
        quarantine.newest(call.text("cause"), before, listing.wanted()),
        each -> each.arrivedAt() + CURSOR_SEPARATOR + each.id());
  }

  private static Quarantine.Place place(String cursor) {
    try {
      var parts = cursor.split(CURSOR_SEPARATOR);
      return new Quarantine.Place(Instant.parse(parts[0]), Long.parseLong(parts[1]));
    } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw Listing.notOurs();
    }
  }

  Answer causes(Call call) {
    return Answer.of(quarantine.causes());
  }

  Answer message(Call call) {
    var number = call.pathNumber("message");
    return quarantine
        .message(number)
        .map(Answer::tagged)
        .orElseThrow(() -> Problem.notFound("There is no message " + number + " in quarantine."));
  }

  /// Which messages are tried again; without a cause, all of them.
  private record Wanted(Optional<String> cause) {}

  /// What became of them.
  private record Replayed(long messages, long understood) {

    static Replayed of(Rebuilt rebuilt) {
      var moved = rebuilt.moves().values().stream().mapToLong(Long::longValue).sum();
      return new Replayed(rebuilt.messages(), moved);
    }
  }

  void replay(Call call, Context loop) {
    var cause = call.body(Wanted.class).cause;
    if (!replaying.tryAcquire()) {
      throw new Problem(
          409, "The quarantine is being read again", "Wait until that is done, then try again.");
    }
    try {
      var selection = new Selection(Optional.empty(), cause, Optional.empty());
      var rebuilt = replayed(call.actor(), selection);
      Requests.json(call.request(), loop, Replayed.of(rebuilt));
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
