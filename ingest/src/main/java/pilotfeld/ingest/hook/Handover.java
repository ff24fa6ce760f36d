package pilotfeld.ingest.hook;

import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pilotfeld.processing.intake.Intake;
import pilotfeld.processing.intake.NothingDurable;
import pilotfeld.processing.reading.Message;

/// Hands bodies that are whole to the intake, on a virtual thread each. A place is taken before the
/// first byte of a body, so that bodies that are gathered are few, too.
final class Handover {

  private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

  private final Intake intake;
  private final Semaphore places = new Semaphore(HookReceiver.IN_FLIGHT_LIMIT);

  Handover(Intake intake) {
    this.intake = intake;
  }

  /// Requests that are gathered, or on their way to the database.
  int inFlight() {
    return HookReceiver.IN_FLIGHT_LIMIT - places.availablePermits();
  }

  /// @return whether there is a place; to be given back by [#leave] or [#take]
  boolean enter() {
    return places.tryAcquire();
  }

  void leave() {
    places.release();
  }

  /// @param answer is told on that thread what became of it, in any case
  void take(Message message, Consumer<Answer> answer) {
    Thread.ofVirtual().name("hook").start(() -> takeAndAnswer(message, answer));
  }

  private void takeAndAnswer(Message message, Consumer<Answer> answer) {
    var told = Answer.COME_BACK;
    try {
      told = Answer.to(intake.accept(message));
    } catch (NothingDurable e) {
      LOG.warn("{}: not taken, told to come back: {}", message.source(), e.getMessage());
    } finally {
      leave();
      answer.accept(told);
    }
  }
}
