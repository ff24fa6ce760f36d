package pilotfeld.processing.web;

import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.Semaphore;
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
  private final Login login;
  private final Progress progress;
  private final Semaphore replaying = new Semaphore(1);

  /// Is told how far a job has come.
  interface Progress {
    void show(String title, long done, long total);
  }

  QuarantineResource(Quarantine quarantine, Replay replay, Login login, Progress progress) {
    this.quarantine = quarantine;
    this.replay = replay;
    this.login = login;
    this.progress = progress;
  }

  void newest(RoutingContext request, Context loop) {
    login.require(request);
    var limit = Parameters.number(request, "limit", PAGE, Quarantine.PAGE_LIMIT);
    var cause = Parameters.text(request, "cause");
    Requests.json(request, loop, quarantine.newest(cause, limit));
  }

  void causes(RoutingContext request, Context loop) {
    login.require(request);
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

  void replay(RoutingContext request, Context loop) {
    Login.sameOriginOnly(request);
    login.require(request);
    var cause =
        Optional.ofNullable(Requests.body(request, Wanted.class).cause).map(Parameters::sound);
    if (!replaying.tryAcquire()) {
      throw new Problem(
          409, "The quarantine is being read again", "Wait until that is done, then try again.");
    }
    try {
      Requests.json(request, loop, Replayed.of(replay(cause)));
    } finally {
      replaying.release();
    }
  }

  private Rebuilt replay(Optional<String> cause) {
    var total =
        quarantine.causes().stream()
            .filter(each -> cause.isEmpty() || cause.get().equals(each.cause()))
            .mapToLong(Quarantine.Cause::messages)
            .sum();
    try {
      return replay.run(
          new Selection(Optional.empty(), cause, Optional.empty()),
          false,
          each -> progress.show(PROGRESS, Math.min(each.messages(), total), total));
    } finally {
      progress.show(PROGRESS, total, total);
    }
  }
}
