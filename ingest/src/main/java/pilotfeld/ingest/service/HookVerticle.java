package pilotfeld.ingest.service;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import pilotfeld.ingest.hook.HookReceiver;

/// Starts and stops the receiver of webhooks: its server is closed with this.
final class HookVerticle extends AbstractVerticle {

  private final HookReceiver hooks;

  HookVerticle(HookReceiver hooks) {
    this.hooks = hooks;
  }

  @Override
  public void start(Promise<Void> started) {
    hooks.start(vertx).<Void>mapEmpty().onComplete(started);
  }
}
