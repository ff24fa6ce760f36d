package pilotfeld.ingest.service;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.InetSocketAddress;
import java.util.function.Function;

/// Listens for HTTP, with the routes that it is given.
final class HttpVerticle extends AbstractVerticle {

  private static final int IDLE_SECONDS = 120;

  private final InetSocketAddress address;
  private final Function<Vertx, Router> routes;
  private HttpServer server;

  HttpVerticle(InetSocketAddress address, Function<Vertx, Router> routes) {
    this.address = address;
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
    server = vertx.createHttpServer(options).requestHandler(routes.apply(vertx));
    server.listen().<Void>mapEmpty().onComplete(started);
  }

  /// The port on which it listens.
  int port() {
    return server.actualPort();
  }
}
