package pilotfeld.processing.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.grpc.common.GrpcStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import pilotfeld.processing.trust.Authority;

/// The Things Stack's HTTP API, one blocking call each.
final class TheThingsStackCalls implements AutoCloseable {

  /// Longest time for one call.
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Longest answer, in bytes.
  static final int ANSWER_LIMIT = 256 * 1024;

  private static final int OK = 200;
  private static final int REDIRECT = 300;
  private static final int SERVER_ERROR = 500;

  // lorawan-stack, pkg/errors/http.go; 502 is a proxy's.
  private static final Map<Integer, GrpcStatus> STATUSES =
      Map.ofEntries(
          Map.entry(400, GrpcStatus.INVALID_ARGUMENT),
          Map.entry(401, GrpcStatus.UNAUTHENTICATED),
          Map.entry(403, GrpcStatus.PERMISSION_DENIED),
          Map.entry(404, GrpcStatus.NOT_FOUND),
          Map.entry(408, GrpcStatus.DEADLINE_EXCEEDED),
          Map.entry(409, GrpcStatus.ALREADY_EXISTS),
          Map.entry(429, GrpcStatus.RESOURCE_EXHAUSTED),
          Map.entry(499, GrpcStatus.CANCELLED),
          Map.entry(500, GrpcStatus.UNKNOWN),
          Map.entry(501, GrpcStatus.UNIMPLEMENTED),
          Map.entry(502, GrpcStatus.UNAVAILABLE),
          Map.entry(503, GrpcStatus.UNAVAILABLE),
          Map.entry(504, GrpcStatus.DEADLINE_EXCEEDED));
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final String base;
  private final String authorization;

  TheThingsStackCalls(NetworkSettings settings) {
    this.base = settings.url().toString().replaceAll("/+$", "") + "/api/v3/";
    this.authorization = "Bearer " + settings.apiKey();
    // No redirects: the key would go along.
    var builder =
        HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NEVER);
    settings.authority().map(TheThingsStackCalls::trusting).ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  private static SSLContext trusting(Path authority) {
    try {
      return Authority.only(authority);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What is there; empty if it is not.
  Optional<JsonNode> get(String path) {
    try {
      return Optional.of(call("GET", path, BodyPublishers.noBody()));
    } catch (CallFailed e) {
      if (e.status() == GrpcStatus.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  void post(String path, JsonNode body) {
    call("POST", path, json(body));
  }

  void put(String path, JsonNode body) {
    call("PUT", path, json(body));
  }

  /// What is not there is deleted.
  void delete(String path) {
    try {
      call("DELETE", path, BodyPublishers.noBody());
    } catch (CallFailed e) {
      if (e.status() != GrpcStatus.NOT_FOUND) {
        throw e;
      }
    }
  }

  private static BodyPublisher json(JsonNode body) {
    return BodyPublishers.ofString(body.toString());
  }

  private JsonNode call(String method, String path, BodyPublisher body) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, body)
            .timeout(PATIENCE)
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .header("User-Agent", "pilotfeld")
            .build();
    try {
      return read(
          client.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), ANSWER_LIMIT)));
    } catch (IOException e) {
      throw new CallFailed(
          GrpcStatus.UNAVAILABLE,
          e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailed(GrpcStatus.CANCELLED, "interrupted");
    }
  }

  private static JsonNode read(HttpResponse<String> response) {
    var status = response.statusCode();
    if (status >= OK && status < REDIRECT) {
      return parsed(response.body())
          .orElseThrow(() -> new CallFailed(GrpcStatus.UNKNOWN, "its answer is no JSON"));
    }
    throw new CallFailed(status(status), text(response));
  }

  private static GrpcStatus status(int status) {
    var other = status < SERVER_ERROR ? GrpcStatus.INVALID_ARGUMENT : GrpcStatus.UNKNOWN;
    return STATUSES.getOrDefault(status, other);
  }

  // A proxy in front may answer with a page.
  private static String text(HttpResponse<String> response) {
    return parsed(response.body())
        .map(body -> body.path("message").asText())
        .filter(message -> !message.isEmpty())
        .orElse("HTTP " + response.statusCode());
  }

  private static Optional<JsonNode> parsed(String body) {
    try {
      return Optional.of(
          body.isBlank() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(body));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
