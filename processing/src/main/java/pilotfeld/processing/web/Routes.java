package pilotfeld.processing.web;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import pilotfeld.processing.account.Permission;
import pilotfeld.processing.account.Visitor;
import pilotfeld.processing.http.Gate;
import pilotfeld.processing.http.Requests;

/// The routes of the page. Each says whom it is open to: everybody, or who has one permission.
/// There is no third way to add one.
final class Routes {

  private final Router router;
  private final Gate gate;

  Routes(Router router, Gate gate) {
    this.router = router;
    this.gate = gate;
  }

  /// What somebody is answered who may ask, where it matters who that is.
  interface Guarded {
    void answer(RoutingContext request, Context loop, Visitor visitor) throws IOException;
  }

  void open(String path, Handler<RoutingContext> handler) {
    get(router, path).handler(handler);
  }

  void openPost(String path, long bodyLimit, Handler<RoutingContext> handler) {
    router.post(path).handler(BodyHandler.create(false).setBodyLimit(bodyLimit)).handler(handler);
  }

  void get(String path, Permission permission, Requests requests, Requests.Work work) {
    get(path, permission, requests, (request, loop, _) -> work.answer(request, loop));
  }

  void get(String path, Permission permission, Requests requests, Guarded work) {
    get(router, path).handler(guarded(permission, requests, work));
  }

  void post(String path, Permission permission, long bodyLimit, Requests requests, Guarded work) {
    openPost(path, bodyLimit, guarded(permission, requests, work));
  }

  /// For bodies that are larger than anybody may send: who asks is known before any of it is read.
  ///
  /// @param asking requests that are only asked who they are
  void upload(
      String path,
      Permission permission,
      long bodyLimit,
      Requests asking,
      Requests requests,
      Guarded work) {
    router.post(path).handler(asking.before((request, _) -> gate.require(request, permission)));
    openPost(path, bodyLimit, guarded(permission, requests, work));
  }

  private Handler<RoutingContext> guarded(Permission permission, Requests requests, Guarded work) {
    return requests.handle(
        (request, loop) -> work.answer(request, loop, gate.require(request, permission)));
  }

  // HEAD is answered wherever GET is (RFC 9110, 9.1); the server leaves the body out.
  static Route get(Router router, String path) {
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
  }
}
