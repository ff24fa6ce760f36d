package pilotfeld.ingest.service;

import io.vertx.core.AbstractVerticle;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does one thing again and again. The timer is armed anew at the end of each run, so that slow
/// runs do not pile up.
final class PeriodicVerticle extends AbstractVerticle {

  private static final Logger LOG = LoggerFactory.getLogger(PeriodicVerticle.class);

  private final String name;
  private final Duration pause;
  private final Runnable work;
  private boolean stopped;
  private boolean troubled;

  PeriodicVerticle(String name, Duration pause, Runnable work) {
    this.name = name;
    this.pause = pause;
    this.work = work;
  }

  @Override
  public void start() {
    arm();
  }

  @Override
  public void stop() {
    stopped = true;
  }

  private void arm() {
    vertx.setTimer(pause.toMillis(), _ -> run());
  }

  private void run() {
    if (stopped) {
      return;
    }
    try {
      work.run();
      troubled = false;
    } catch (RuntimeException e) {
      // Said once, not every second, until it works again.
      if (!troubled) {
        LOG.warn("{}: {}", name, e.getMessage());
      }
      troubled = true;
    }
    arm();
  }
}
