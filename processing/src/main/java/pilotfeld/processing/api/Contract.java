package pilotfeld.processing.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import pilotfeld.processing.account.Permission;
import pilotfeld.processing.api.Operation.Body;
import pilotfeld.processing.api.Operation.Parameter;
import pilotfeld.processing.api.Operation.Place;
import pilotfeld.processing.http.Requests;

/// What `openapi.yaml` says can be asked, by whom and how.
public final class Contract {

  /// Most bytes of a body for which the contract names no limit of its own (`x-body-limit`).
  public static final long BODY_LIMIT = 64 * 1024;

  /// What `x-permission` says of an operation that is open to everybody.
  static final String OPEN = "open";

  private static final String FILE = "/openapi.yaml";
  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  private final byte[] text;
  private final JsonObject document;
  private final List<Operation> operations;
  private final RequestSchemas schemas;

  private Contract(byte[] text, JsonObject document) {
    this.text = text;
    this.document = document;
    this.operations = operations(document);
    this.schemas = new RequestSchemas(document);
  }

  /// Reads the file.
  ///
  /// @throws IllegalStateException if it does not say of an operation whom it is open to
  public static Contract read() {
    try (var file = Contract.class.getResourceAsStream(FILE)) {
      var text = file.readAllBytes();
      return new Contract(text, new JsonObject(map(text)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(byte[] text) throws IOException {
    ObjectMapper yaml = new YAMLMapper();
    return yaml.readValue(text, Map.class);
  }

  /// Answers with the file as it is.
  public void write(Call call, Context loop) {
    loop.runOnContext(
        _ -> {
          call.request().response().putHeader("Content-Type", "application/yaml");
          Requests.end(call.request(), Buffer.buffer(text));
        });
  }

  /// The file as JSON.
  JsonObject document() {
    return document;
  }

  /// Those without a parameter in their path first, as a router must have them.
  List<Operation> operations() {
    return operations;
  }

  RequestSchemas schemas() {
    return schemas;
  }

  /// Takes each operation that a contract has.
  interface Each {
    void take(String method, String path, JsonObject operation);
  }

  static void each(JsonObject document, Each each) {
    var paths = document.getJsonObject("paths");
    for (var path : paths.fieldNames()) {
      var item = paths.getJsonObject(path);
      item.fieldNames().stream()
          .filter(METHODS::contains)
          .toList()
          .forEach(method -> each.take(method, path, item.getJsonObject(method)));
    }
  }

  private static List<Operation> operations(JsonObject document) {
    var found = new ArrayList<Operation>();
    each(
        document,
        (method, path, operation) -> found.add(operation(document, method, path, operation)));
    found.sort(Comparator.comparing(each -> each.path().replace("{", "\uFFFF")));
    return List.copyOf(found);
  }

  private static Operation operation(
      JsonObject document, String method, String path, JsonObject operation) {
    var id = operation.getString("operationId");
    return new Operation(
        id,
        HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)),
        path,
        permission(id, operation),
        parameters(document, path, operation).map(each -> parameter(document, each)).toList(),
        body(document, operation));
  }

  private static Optional<Permission> permission(String id, JsonObject operation) {
    var permission = operation.getString("x-permission");
    if (permission == null) {
      throw new IllegalStateException("openapi.yaml: " + id + " has no x-permission");
    }
    return permission.equals(OPEN) ? Optional.empty() : Optional.of(Permission.of(permission));
  }

  /// Those of the path and of the operation.
  static Stream<JsonObject> parameters(JsonObject document, String path, JsonObject operation) {
    var common = document.getJsonObject("paths").getJsonObject(path).getJsonArray("parameters");
    return Stream.of(Optional.ofNullable(common), Optional.ofNullable(parameters(operation)))
        .flatMap(Optional::stream)
        .flatMap(JsonArray::stream)
        .map(each -> resolved(document, object(each)));
  }

  private static JsonArray parameters(JsonObject operation) {
    return operation.getJsonArray("parameters");
  }

  @SuppressWarnings("unchecked")
  static JsonObject object(Object value) {
    return value instanceof JsonObject object
        ? object
        : new JsonObject((Map<String, Object>) value);
  }

  private static Parameter parameter(JsonObject document, JsonObject parameter) {
    var schema = resolved(document, parameter.getJsonObject("schema"));
    return new Parameter(
        parameter.getString("name"),
        Place.valueOf(parameter.getString("in").toUpperCase(Locale.ROOT)),
        parameter.getBoolean("required", false),
        Objects.requireNonNull(schema.getString("type"), parameter::encode),
        schema.encode().contains("date-time"),
        Optional.ofNullable(schema.getValue("default")));
  }

  private static Optional<Body> body(JsonObject document, JsonObject operation) {
    return Optional.ofNullable(operation.getJsonObject("requestBody"))
        .map(body -> resolved(document, body))
        .map(
            body ->
                new Body(
                    body.getBoolean("required", false),
                    body.getJsonObject("content").fieldNames(),
                    operation.getLong("x-body-limit", BODY_LIMIT)));
  }

  /// What a reference stands for.
  static JsonObject resolved(JsonObject document, JsonObject node) {
    var reference = node.getString("$ref");
    if (reference == null) {
      return node;
    }
    var at = document;
    for (var step : reference.substring("#/".length()).split("/")) {
      at = at.getJsonObject(step);
    }
    return resolved(document, at);
  }
}
