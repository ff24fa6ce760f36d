package pilotfeld.ingest.service;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import java.util.Optional;
import pilotfeld.ingest.hook.HookReceiver;
import pilotfeld.ingest.tls.ServerTls;

/// Starts and stops the receiver of webhooks: its server is closed with this.
final class HookVerticle extends AbstractVerticle {

  private final HookReceiver hooks;
  private final Optional<ServerTls> tls;

  /// @param tls empty for HTTP without it
  HookVerticle(HookReceiver hooks, Optional<ServerTls> tls) {
    this.hooks = hooks;
    this.tls = tls;
  }

  @Override
  public void start(Promise<Void> started) {
    hooks.start(vertx, tls).<Void>mapEmpty().onComplete(started);
  }
}
