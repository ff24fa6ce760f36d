package pilotfeld.ingest.service;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import pilotfeld.processing.outbox.Courier;

/// The verticles of this process, from their start to their common end.
final class Verticles implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration SENDING_PAUSE = Duration.ofSeconds(1);

  private final Vertx vertx = Vertx.vertx();

  /// On which they run.
  Vertx vertx() {
    return vertx;
  }

  /// Takes what must go out to its receiver.
  void send(Courier courier) {
    repeat("outbox " + courier.kind(), SENDING_PAUSE, courier::run);
  }

  /// Does this again and again, on a virtual thread.
  void repeat(String name, Duration pause, Runnable work) {
    deploy(new PeriodicVerticle(name, pause, work), ThreadingModel.VIRTUAL_THREAD);
  }

  /// Starts what blocks, on a virtual thread.
  void start(ReceiverVerticle receiver) {
    deploy(receiver, ThreadingModel.VIRTUAL_THREAD);
  }

  /// Starts a server, which must not block.
  void serve(AbstractVerticle server) {
    deploy(server, ThreadingModel.EVENT_LOOP);
  }

  private void deploy(AbstractVerticle verticle, ThreadingModel threads) {
    try {
      vertx
          .deployVerticle(verticle, new DeploymentOptions().setThreadingModel(threads))
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a part does not start: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    vertx
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }
}
