package pilotfeld.processing.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/// The routes of the page beside those of the contract. They are open to everybody: whatever needs
/// a permission is in the contract.
final class Routes {

  private final Router router;

  Routes(Router router) {
    this.router = router;
  }

  void open(String path, Handler<RoutingContext> handler) {
    get(router, path).handler(handler);
  }

  // HEAD is answered wherever GET is (RFC 9110, 9.1); the server leaves the body out.
  static Route get(Router router, String path) {
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
  }
}
