package pilotfeld.ingest.service;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Function;
import pilotfeld.ingest.tls.ServerTls;

/// Listens for HTTP or HTTPS, with the routes that it is given.
final class HttpVerticle extends AbstractVerticle {

  private static final int IDLE_SECONDS = 120;

  private final InetSocketAddress address;
  private final Optional<ServerTls> tls;
  private final Function<Vertx, Router> routes;
  private HttpServer server;

  /// @param tls empty for HTTP without it
  HttpVerticle(InetSocketAddress address, Optional<ServerTls> tls, Function<Vertx, Router> routes) {
    this.address = address;
    this.tls = tls;
    this.routes = routes;
  }

  @Override
  public void start(Promise<Void> started) {
    var options =
        new HttpServerOptions()
            .setHost(address.getHostString())
            .setPort(address.getPort())
            .setIdleTimeout(IDLE_SECONDS)
            .setCompressionSupported(true);
    tls.ifPresent(each -> each.secure(options));
    server = vertx.createHttpServer(options).requestHandler(routes.apply(vertx));
    tls.ifPresent(each -> each.keep(server, true));
    server.listen().<Void>mapEmpty().onComplete(started);
  }

  /// The port on which it listens.
  int port() {
    return server.actualPort();
  }
}
