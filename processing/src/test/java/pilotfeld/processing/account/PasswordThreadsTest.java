package pilotfeld.processing.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PasswordThreadsTest {

  private static final int FLOOD = 200;
  private static final String PASSWORD = "a password for tests";

  @Test
  void aFloodIsTurnedAwayAndWhoeverIsLookedAtGetsTheRightAnswer() throws Exception {
    var threads = new PasswordThreads();
    var hash = PasswordHash.of(PASSWORD);
    Callable<String> look =
        () -> {
          try {
            return Boolean.toString(threads.inTurn(() -> hash.matches(PASSWORD)));
          } catch (TooManyAtOnce e) {
            return "too many";
          }
        };

    try (var guests = Executors.newVirtualThreadPerTaskExecutor()) {
      var looks = Stream.generate(() -> look).limit(FLOOD).toList();
      var answers = guests.invokeAll(looks).stream().map(each -> each.resultNow()).toList();

      var right = Collections.frequency(answers, "true");
      assertTrue(right >= PasswordThreads.THREADS + PasswordThreads.QUEUE_LIMIT, answers::toString);
      assertTrue(right < FLOOD / 2, answers::toString);
      assertEquals(FLOOD, right + Collections.frequency(answers, "too many"), answers::toString);
    }
  }
}
