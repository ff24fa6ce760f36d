package pilotfeld.processing.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import pilotfeld.processing.api.Operation.Body;
import pilotfeld.processing.api.Operation.Place;
import pilotfeld.processing.http.Problem.Fault;

/// What a request must be like. The contract's schemas of parameters and of the body are put
/// together into one schema of an operation: an object with `path`, `query`, `header` and `body`.
/// Query parameters that it does not have are refused, as they may be misspelt.
final class RequestSchemas {

  /// Faults that are told of one request; more are left out.
  static final int FAULTS_LIMIT = 20;

  // A body of nothing but faults has very many.
  private static final int ERRORS_LIMIT = 200;

  private static final Pattern QUOTED = Pattern.compile("\"(.*)\"", Pattern.DOTALL);

  static final String BODY = "body";

  private static final String BASE = "app://pilotfeld/";
  private static final String NAME = "x-requests";

  private final JsonObject contract;
  private final Validator validator;

  RequestSchemas(JsonObject contract) {
    this.contract = contract;
    var copy = contract.copy();
    Discriminator.resolve(copy);
    var document = new JsonObject(ended(copy.getMap()));
    var requests = new JsonObject();
    Contract.each(
        document,
        (_, path, operation) ->
            requests.put(operation.getString("operationId"), request(document, path, operation)));
    document.put(NAME, object(requests, new LinkedHashSet<>()));
    var schemas =
        SchemaRepository.create(
            new JsonSchemaOptions()
                .setDraft(Draft.DRAFT202012)
                .setBaseUri(BASE)
                .setOutputFormat(OutputFormat.Basic));
    schemas.dereference(JsonSchema.of(document));
    this.validator = schemas.validator(BASE + "#/" + NAME);
  }

  // To Java, $ is also before a line break that ends the text; to JSON Schema it is the end.
  private static Map<String, Object> ended(Map<String, Object> node) {
    node.replaceAll((name, value) -> ended(name, value));
    return node;
  }

  @SuppressWarnings("unchecked")
  private static Object ended(String name, Object value) {
    return switch (value) {
      case JsonObject object -> ended(object.getMap());
      case Map<?, ?> map -> ended((Map<String, Object>) map);
      case JsonArray array -> ended((List<Object>) array.getList());
      case List<?> list -> ended((List<Object>) list);
      case String text when name.equals("pattern") -> text.replaceFirst("\\$$", "\\\\z");
      case null, default -> value;
    };
  }

  private static List<Object> ended(List<Object> list) {
    list.replaceAll(each -> ended("", each));
    return list;
  }

  private static JsonObject request(JsonObject document, String path, JsonObject operation) {
    var request = new JsonObject();
    for (var place : Place.values()) {
      request.put(name(place), parameters(document, path, operation, place));
    }
    jsonBody(document, operation).ifPresent(schema -> request.put(BODY, schema));
    return object(request, new LinkedHashSet<>());
  }

  static String name(Place place) {
    return place.name().toLowerCase(Locale.ROOT);
  }

  private static JsonObject parameters(
      JsonObject document, String path, JsonObject operation, Place place) {
    var properties = new JsonObject();
    var required = new LinkedHashSet<String>();
    Contract.parameters(document, path, operation)
        .filter(each -> each.getString("in").equals(name(place)))
        .forEach(
            each -> {
              properties.put(each.getString("name"), each.getJsonObject("schema").copy());
              if (each.getBoolean("required", false)) {
                required.add(each.getString("name"));
              }
            });
    return object(properties, required).put("additionalProperties", false);
  }

  private static Optional<JsonObject> jsonBody(JsonObject document, JsonObject operation) {
    return Optional.ofNullable(operation.getJsonObject("requestBody"))
        .map(body -> Contract.resolved(document, body).getJsonObject("content"))
        .flatMap(content -> Optional.ofNullable(content.getJsonObject(Body.JSON)))
        .map(json -> json.getJsonObject("schema").copy());
  }

  private static JsonObject object(JsonObject properties, LinkedHashSet<String> required) {
    return new JsonObject()
        .put("type", "object")
        .put("properties", properties)
        .put("required", List.copyOf(required));
  }

  /// What is wrong with a request; nothing if it is as the contract says.
  ///
  /// @param values objects by place, and the body
  List<Fault> faults(Operation operation, JsonObject values) {
    var result = validator.validate(new JsonObject().put(operation.id(), values));
    if (result.getValid()) {
      return List.of();
    }
    var errors = result.getErrors();
    return innermost(errors.subList(0, Math.min(errors.size(), ERRORS_LIMIT))).stream()
        .map(each -> fault(operation, each))
        .distinct()
        .limit(FAULTS_LIMIT)
        .toList();
  }

  // Around each error are those of the schemas that contain it, which say nothing more; and what is
  // known but wrong is told as unknown, too.
  private static List<OutputUnit> innermost(List<OutputUnit> errors) {
    return errors.stream()
        .filter(each -> errors.stream().noneMatch(other -> tellsMore(other, each)))
        .toList();
  }

  private static boolean tellsMore(OutputUnit other, OutputUnit than) {
    return other.getKeywordLocation().startsWith(within(than) + "/")
        || isOfUnknown(than)
            && !isOfUnknown(other)
            && (other.getInstanceLocation() + "/").startsWith(than.getInstanceLocation() + "/");
  }

  // What does not fit to a `then` is told of its `if`.
  private static String within(OutputUnit error) {
    return error.getKeywordLocation().replaceFirst("/if$", "/then");
  }

  private static boolean isOfUnknown(OutputUnit error) {
    return error.getKeywordLocation().endsWith("/additionalProperties");
  }

  private Fault fault(Operation operation, OutputUnit error) {
    var pointer = pointer(error).substring(("#/" + operation.id() + "/").length());
    var slash = pointer.indexOf('/');
    var place = slash < 0 ? pointer : pointer.substring(0, slash);
    var where = slash < 0 ? "" : pointer.substring(slash);
    return new Fault(place, place.equals(BODY) ? where : where.replaceFirst("/", ""), what(error));
  }

  // What is missing stands in the text only.
  private static String pointer(OutputUnit error) {
    var property = QUOTED.matcher(error.getError());
    return error.getKeywordLocation().endsWith("/required") && property.find()
        ? error.getInstanceLocation() + "/" + property.group(1)
        : error.getInstanceLocation();
  }

  private String what(OutputUnit error) {
    if (isOfUnknown(error)) {
      return "is not in the contract";
    }
    if (error.getKeywordLocation().endsWith("/required")) {
      return "is missing";
    }
    return error.getKeywordLocation().endsWith("/pattern")
        ? pattern(error).map(each -> "must match " + each).orElse(error.getError())
        : error.getError();
  }

  private Optional<String> pattern(OutputUnit error) {
    return Optional.ofNullable(error.getAbsoluteKeywordLocation())
        .filter(each -> each.startsWith(BASE + "#/components/"))
        .map(each -> JsonPointer.from(each.substring((BASE + "#").length())).queryJson(contract))
        .map(String::valueOf);
  }
}
