package pilotfeld.ingest.service;

import io.vertx.core.AbstractVerticle;

/// Starts and stops one receiver.
final class ReceiverVerticle extends AbstractVerticle {

  private final Start receiver;
  private final AutoCloseable stop;

  ReceiverVerticle(Start receiver, AutoCloseable stop) {
    this.receiver = receiver;
    this.stop = stop;
  }

  @Override
  public void start() throws Exception {
    receiver.start();
  }

  @Override
  public void stop() throws Exception {
    stop.close();
  }

  interface Start {
    void start() throws Exception;
  }
}
