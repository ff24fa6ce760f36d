package pilotfeld.processing.codec;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The threads that codecs run on: a busy codec must not occupy a carrier of the virtual threads,
/// which everything else runs on. A codec that does not end is given up together with its thread,
/// as Java has no means to end it, and is not called again.
final class CodecThreads {

  /// How long a codec may take to end once its time is over. Some loops inside JavaScript's own
  /// functions never ask whether they should.
  static final Duration END_PATIENCE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(CodecThreads.class);
  private static final Decoded RUNAWAY =
      new Decoded.Failed("codec could not be stopped; it is not called again before a restart");

  private final Duration patience;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("codec-", 0).factory());
  private final Set<String> runaways = ConcurrentHashMap.newKeySet();

  /// @param time after which a call is told to end
  CodecThreads(Duration time) {
    this.patience = time.plus(END_PATIENCE);
  }

  /// Runs one call of a codec.
  ///
  /// @return what the call gives; a failure where the codec does not end
  Optional<Decoded> run(String codec, Callable<Optional<Decoded>> call) {
    if (runaways.contains(codec)) {
      return Optional.of(RUNAWAY);
    }
    try {
      return result(threads.submit(call));
    } catch (TimeoutException e) {
      runaways.add(codec);
      LOG.warn("a codec could not be stopped and keeps a core busy until a restart");
      return Optional.of(RUNAWAY);
    }
  }

  private Optional<Decoded> result(Future<Optional<Decoded>> running) throws TimeoutException {
    try {
      return running.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a codec failed in a way that is not foreseen", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a codec ran", e);
    }
  }

  /// Takes no more calls.
  ///
  /// @return whether every codec has ended: where one still runs, its engine cannot be closed, and
  ///   the process takes it along
  boolean close() {
    threads.shutdown();
    return runaways.isEmpty();
  }
}
