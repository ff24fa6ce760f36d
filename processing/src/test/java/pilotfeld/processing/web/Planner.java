package pilotfeld.processing.web;

import static java.net.http.HttpRequest.BodyPublishers.ofString;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import pilotfeld.processing.account.Permission;
import pilotfeld.processing.account.Role;

/// The system that an operator plans work with, on a socket of its own: it says of each work order
/// that it is accepted, and takes it by that.
final class Planner implements AutoCloseable {

  /// Under which it keeps every order.
  static final String REFERENCE = "SWO-4711";

  static final Set<Permission> SCOPE = Set.of(Permission.REPORT_WORK_ORDERS);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TAKEN = 202;
  private static final int NOT_NOW = 503;

  private final Everyone everyone;
  private final List<JsonNode> orders = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  /// @param everyone to whom it reports
  Planner(Everyone everyone) throws IOException {
    this.everyone = everyone;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/orders", this::take);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/orders");
  }

  /// The events that it was sent.
  List<JsonNode> orders() {
    return List.copyOf(orders);
  }

  private void take(HttpExchange exchange) throws IOException {
    var event = JSON.readTree(exchange.getRequestBody());
    orders.add(event);
    var report =
        JSON.createObjectNode()
            .put("status", "accepted")
            .put("at", event.path("time").asText())
            .put("reference", REFERENCE);
    var answer = answer(event.at("/data/work_order").asText(), report.toString());
    exchange.sendResponseHeaders(answer == 200 ? TAKEN : NOT_NOW, -1);
    exchange.close();
  }

  private int answer(String order, String report) throws IOException {
    try {
      return report(order, report).statusCode();
    } catch (Exception e) {
      throw new IOException("the order cannot be reported on", e);
    }
  }

  /// Says something of an order.
  ///
  /// @param report with apostrophes for quotation marks
  HttpResponse<String> report(String order, String report) throws Exception {
    var request = everyone.request("POST", "/api/work-orders/" + order + "/reports");
    return everyone.send(
        everyone
            .withToken(Role.PLANNER, SCOPE, request)
            .header("Content-Type", "application/json")
            .method("POST", ofString(report.replace('\'', '"'))));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
