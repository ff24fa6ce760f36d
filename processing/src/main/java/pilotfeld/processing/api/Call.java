package pilotfeld.processing.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import pilotfeld.processing.account.Actor;
import pilotfeld.processing.account.Visitor;
import pilotfeld.processing.export.TimeText;
import pilotfeld.processing.http.Gate;
import pilotfeld.processing.http.Problem;
import pilotfeld.processing.http.Problem.Fault;

/// A request that is as the contract says.
public final class Call {

  private static final ObjectMapper JSON =
      JsonMapper.builder().addModule(new Jdk8Module()).addModule(new JavaTimeModule()).build();

  private final Operation operation;
  private final RoutingContext request;
  private final Optional<Visitor> visitor;
  private final JsonObject values;

  Call(Operation operation, RoutingContext request, Optional<Visitor> visitor, JsonObject values) {
    this.operation = operation;
    this.request = request;
    this.visitor = visitor;
    this.values = values;
  }

  Operation operation() {
    return operation;
  }

  /// The request itself.
  public RoutingContext request() {
    return request;
  }

  /// Who asks; there is somebody wherever the operation needs a permission.
  public Visitor visitor() {
    return visitor.orElseThrow();
  }

  /// Who asks, as the audit trail has it.
  public Actor actor() {
    return Gate.actor(request, visitor());
  }

  /// A part of the path.
  public String path(String name) {
    return values.getJsonObject("path").getString(name);
  }

  /// A number in the path.
  public long pathNumber(String name) {
    return values.getJsonObject("path").getLong(name);
  }

  /// A text of the query; empty if it is not there.
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.getJsonObject("query").getString(name));
  }

  /// A number of the query; empty if it is not there and has no default.
  public Optional<Long> number(String name) {
    return Optional.ofNullable(values.getJsonObject("query").getLong(name));
  }

  /// A number of the query that need not be whole; empty if it is not there and has no default.
  public Optional<Double> decimal(String name) {
    return Optional.ofNullable(values.getJsonObject("query").getDouble(name));
  }

  /// A yes or no of the query; empty if it is not there and has no default.
  public Optional<Boolean> choice(String name) {
    return Optional.ofNullable(values.getJsonObject("query").getBoolean(name));
  }

  /// A time of the query; empty if it is not there.
  ///
  /// @param zone whose days are meant where only a date is given
  /// @throws Problem 400 if it is none
  public Optional<Instant> time(String name, ZoneId zone) {
    return text(name).map(text -> time("query", name, text, zone));
  }

  /// A time that stands somewhere in the body.
  ///
  /// @param pointer where
  /// @throws Problem 400 if it is none
  public static Instant time(String pointer, String text, ZoneId zone) {
    return time("body", pointer, text, zone);
  }

  private static Instant time(String in, String where, String text, ZoneId zone) {
    try {
      return TimeText.read(text, zone);
    } catch (IllegalArgumentException e) {
      throw fault(in, where, e.getMessage());
    }
  }

  /// A value that the contract lets pass and that is wrong all the same.
  ///
  /// @param in `path`, `query`, `header` or `body`
  public static Problem fault(String in, String where, String what) {
    return Problem.ofFaults(
        400,
        "The request cannot be understood",
        "%s %s: %s".formatted(in, where, what),
        List.of(new Fault(in, where, what)));
  }

  /// Values that are sound, each by itself, and do not go together.
  ///
  /// @param in `path`, `query`, `header` or `body`
  public static Problem contradiction(String in, String where, String what) {
    return Problem.ofFaults(
        422,
        "The request contradicts itself",
        "%s %s: %s".formatted(in, where, what),
        List.of(new Fault(in, where, what)));
  }

  /// A head of the request.
  Optional<String> header(String name) {
    return Optional.ofNullable(values.getJsonObject("header").getString(name));
  }

  /// The body of JSON, empty optionals where it does not say something; an empty object if there is
  /// none.
  public <T> T body(Class<T> type) {
    var body = values.getValue(RequestSchemas.BODY);
    try {
      JsonNode node =
          body instanceof JsonObject object
              ? JSON.valueToTree(object.getMap())
              : JSON.createObjectNode();
      return requireNonNull(JSON.treeToValue(node, type));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          operation.id() + ": the contract lets pass what we do not", e);
    }
  }

  /// The body as it came.
  public byte[] bytes() {
    return request.body().buffer().getBytes();
  }

  /// Lets only somebody change something who has seen it as it is now.
  ///
  /// @param now as it is answered when it is asked for
  /// @throws Problem 412 if it was another
  public void requireSeen(Object now) {
    var seen = header(RequestReader.IF_MATCH).orElseThrow();
    if (!Tag.of(now).isAmong(seen)) {
      throw new Problem(
          412,
          "It has changed meanwhile",
          "Ask for it again, look at what is there now, and send its ETag.");
    }
  }
}
