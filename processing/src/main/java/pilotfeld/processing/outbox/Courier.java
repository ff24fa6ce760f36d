package pilotfeld.processing.outbox;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pilotfeld.processing.outbox.Answer.Away;
import pilotfeld.processing.outbox.Answer.Later;
import pilotfeld.processing.outbox.Answer.Refused;
import pilotfeld.processing.outbox.Answer.Sent;
import pilotfeld.processing.outbox.Claims.Claim;
import pilotfeld.processing.secret.MasterSecret;

/// Takes what is due of one kind to its receiver, one after the other. Several processes may do it
/// at once.
public final class Courier {

  /// How much goes out in one run.
  public static final int RUN_LIMIT = 100;

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final String UNREADABLE =
      "what is secret in it was sealed with another secret than this PILOTFELD_SECRET_KEY: set the right one, then have it tried again";

  private final Sender sender;
  private final Claims claims;
  private final OutboxLimits limits;
  private int timesAway;
  private long restUntil = System.nanoTime();

  /// @param secret may be empty where nothing secret goes out
  public Courier(Sender sender, Jdbi jdbi, Optional<MasterSecret> secret, OutboxLimits limits) {
    this.sender = sender;
    this.claims = new Claims(jdbi, secret, limits);
    this.limits = limits;
  }

  /// The kind that it takes.
  public String kind() {
    return sender.kind();
  }

  /// Sends what is due, unless the receiver was away a moment ago.
  ///
  /// @return how much was sent
  public int run() {
    var sent = 0;
    for (var tried = 0; tried < RUN_LIMIT && System.nanoTime() - restUntil >= 0; tried++) {
      var next = claims.next(sender.kind());
      if (next.isEmpty()) {
        return sent;
      }
      sent += settle(next.get(), answer(next.get()));
    }
    return sent;
  }

  private Answer answer(Claim claim) {
    if (!claim.readable()) {
      return new Refused(UNREADABLE);
    }
    try {
      return sender.send(claim.due());
    } catch (RuntimeException e) {
      // Its message may quote what was sent.
      return new Later("sending failed unexpectedly: " + e.getClass().getSimpleName());
    }
  }

  private int settle(Claim claim, Answer answer) {
    var attempts = claim.due().attempt();
    var chance = ThreadLocalRandom.current().nextDouble();
    switch (answer) {
      case Sent() -> claims.sent(claim);
      case Later(var reason) -> claims.later(claim, reason, limits.pause(attempts, chance));
      case Away(var reason) -> claims.later(claim, reason, limits.rest(attempts, chance));
      case Refused(var reason) -> claims.refused(claim, reason);
    }
    say(claim.due(), answer);
    rest(answer);
    return answer instanceof Sent ? 1 : 0;
  }

  private void rest(Answer answer) {
    timesAway = answer instanceof Away ? timesAway + 1 : 0;
    if (timesAway > 0) {
      var rest = limits.rest(timesAway, ThreadLocalRandom.current().nextDouble());
      restUntil = System.nanoTime() + rest.toNanos();
    }
  }

  // Once for a receiver that is away, not once for each attempt.
  private void say(Due due, Answer answer) {
    switch (answer) {
      case Sent() when timesAway > 0 -> LOG.info("{}: takes what goes out again", kind());
      case Away(var reason) when timesAway == 0 ->
          LOG.warn("{}: what goes out waits: {}", kind(), reason);
      case Refused(var reason) ->
          LOG.warn(
              "{}: {} refused: {}; once that is mended, outbox retry {}",
              due.subject(),
              kind(),
              reason,
              due.id());
      case Later(var reason) when due.attempt() == 1 ->
          LOG.warn("{}: {} tries again: {}", due.subject(), kind(), reason);
      case Sent(), Away(_), Later(_) -> {}
    }
  }
}
