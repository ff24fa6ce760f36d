package pilotfeld.processing.api;

import static java.util.stream.Collectors.toList;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.Visitor;
import pilotfeld.processing.api.Operations.Answered;
import pilotfeld.processing.api.Operations.Followed;
import pilotfeld.processing.api.Operations.Handling;
import pilotfeld.processing.api.Operations.Written;
import pilotfeld.processing.http.Gate;
import pilotfeld.processing.http.OwnPage;
import pilotfeld.processing.http.Problem;
import pilotfeld.processing.http.RateLimit;
import pilotfeld.processing.http.Requests;

/// The routes of the contract. Who may ask comes from the contract alone, so neither can differ: an
/// operation without an answer, or an answer without an operation, keeps the server from starting.
///
/// In this order: how much the client has asked already, who it is, whether they may, what the body
/// is, whether all is as the contract says, and only then the work.
public final class Api {

  private static final String VISITOR = "visitor";

  private final Contract contract;
  private final RequestReader reader;
  private final Gate gate;
  private final RateLimit limit;
  private final Requests requests;
  private final Jdbi jdbi;
  private final Idempotency idempotency;

  /// @param requests which keeps within bounds how many are worked on at once
  public Api(
      Contract contract, Gate gate, RateLimit limit, Requests requests, Jdbi jdbi, Clock clock) {
    this.contract = contract;
    this.reader = new RequestReader(contract.schemas());
    this.gate = gate;
    this.limit = limit;
    this.requests = requests;
    this.jdbi = jdbi;
    this.idempotency = new Idempotency(clock);
  }

  /// Adds the routes.
  ///
  /// @param elsewhere operations that the router has already
  /// @throws IllegalStateException if these operations are not those of the contract
  public void mount(Router router, Operations operations, Set<String> elsewhere) {
    var handlings = operations.handlings();
    requireSame(handlings.keySet(), elsewhere);
    var byRoute =
        contract.operations().stream()
            .collect(Collectors.groupingBy(Operation::route, LinkedHashMap::new, toList()));
    byRoute.forEach(
        (route, all) -> {
          all.stream()
              .filter(each -> !elsewhere.contains(each.id()))
              .forEach(each -> mount(router, each, handlings.get(each.id())));
          refuseOthers(router, route, allowed(all));
        });
    router.route("/api/*").last().handler(Api::nothingThere);
  }

  private void requireSame(Set<String> answered, Set<String> elsewhere) {
    var wanted =
        contract.operations().stream()
            .map(Operation::id)
            .filter(id -> !elsewhere.contains(id))
            .collect(Collectors.toCollection(TreeSet::new));
    if (!wanted.equals(answered)) {
      var unknown = new TreeSet<>(answered);
      unknown.removeAll(wanted);
      wanted.removeAll(answered);
      throw new IllegalStateException(
          "openapi.yaml: nothing answers " + wanted + ", and it does not have " + unknown);
    }
  }

  private static TreeSet<String> allowed(List<Operation> operations) {
    var methods = new TreeSet<String>();
    operations.forEach(
        each -> {
          methods.add(each.method().name());
          if (each.isSafe()) {
            methods.add("HEAD");
          }
        });
    return methods;
  }

  private static void refuseOthers(Router router, String route, Set<String> allowed) {
    router
        .route(route)
        .handler(
            request ->
                Requests.fail(
                    request,
                    Problem.notAllowed(
                        request.request().method().name(), String.join(", ", allowed))));
  }

  private static void nothingThere(RoutingContext request) {
    Requests.fail(
        request, Problem.notFound("Nothing is at this address; /api shows what there is."));
  }

  private void mount(Router router, Operation operation, Handling handling) {
    switch (handling) {
      case Followed(var handler) -> follow(router, operation, handler);
      case Written(var bounds, var writing) -> handle(router, operation, bounds, writing);
      case Answered(var work) ->
          handle(router, operation, requests, (call, loop) -> send(call, loop, sent(call, work)));
    }
  }

  // HEAD is answered wherever GET is (RFC 9110, 9.1).
  private static Route route(Router router, Operation operation) {
    var route = router.route(operation.method(), operation.route());
    return operation.isSafe() ? route.method(HttpMethod.HEAD) : route;
  }

  private void follow(Router router, Operation operation, Handler<RoutingContext> handler) {
    if (operation.permission().isPresent()) {
      throw new IllegalStateException(operation.id() + ": whom it is open to is not looked at");
    }
    route(router, operation)
        .handler(
            request -> {
              try {
                limit.take(Gate.address(request));
                handler.handle(request);
              } catch (Problem e) {
                Requests.fail(request, e);
              }
            });
  }

  // Nobody's body is read before it is known that they may send one.
  private void handle(
      Router router, Operation operation, Requests bounds, Operations.Writing writing) {
    if (operation.body().isEmpty()) {
      route(router, operation)
          .handler(
              bounds.handle(
                  (request, loop) -> {
                    enter(operation, request);
                    writing.answer(call(operation, request), loop);
                  }));
      return;
    }
    route(router, operation).handler(requests.before((request, _) -> enter(operation, request)));
    route(router, operation)
        .handler(BodyHandler.create(false).setBodyLimit(operation.body().get().limit()))
        .handler(bounds.handle((request, loop) -> writing.answer(call(operation, request), loop)));
  }

  private void enter(Operation operation, RoutingContext request) {
    OwnPage.require(request);
    if (operation.permission().isEmpty()) {
      limit.take(Gate.address(request));
      return;
    }
    var visitor = gate.visitor(request);
    limit.take(visitor.map(Visitor::account).orElseGet(() -> Gate.address(request)));
    Gate.requireMay(visitor.orElseThrow(Gate::signInFirst), operation.permission().orElseThrow());
    request.put(VISITOR, visitor.get());
  }

  private Call call(Operation operation, RoutingContext request) {
    return new Call(
        operation,
        request,
        Optional.ofNullable(request.<Visitor>get(VISITOR)),
        reader.read(operation, request));
  }

  private Sent sent(Call call, Operations.Work work) {
    if (call.operation().isSafe()) {
      return Sent.of(work.answer(call)).unless(call.header("If-None-Match"));
    }
    var key = call.header(Idempotency.HEADER);
    return jdbi.inTransaction(
        handle ->
            key.map(each -> idempotency.once(handle, call, each, () -> work.answer(call)))
                .orElseGet(() -> Sent.of(work.answer(call))));
  }

  private static void send(Call call, Context loop, Sent sent) {
    loop.runOnContext(_ -> send(call.request(), sent));
  }

  private static void send(RoutingContext request, Sent sent) {
    var response = request.response().setStatusCode(sent.status());
    sent.headers().forEach(response::putHeader);
    response.putHeader("Cache-Control", "no-store");
    if (sent.body().isEmpty()) {
      response.end();
      return;
    }
    response.putHeader("Content-Type", "application/json");
    Requests.end(request, Buffer.buffer(sent.body().get()));
  }
}
