package pilotfeld.processing.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import pilotfeld.processing.api.Operation.Body;
import pilotfeld.processing.api.Operation.Parameter;
import pilotfeld.processing.api.Operation.Place;
import pilotfeld.processing.http.Problem;
import pilotfeld.processing.http.Problem.Fault;

/// Takes what a request says out of address, head and body, and holds it against the contract. A
/// text stays the text that it is: Vert.x' own router would read `1.50` as a number, and decode
/// twice.
final class RequestReader {

  /// How deep the objects of a body may be nested.
  static final int DEPTH_LIMIT = 32;

  /// The header that names the state that somebody has seen, without which nothing is changed.
  static final String IF_MATCH = "If-Match";

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH_LIMIT).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final RequestSchemas schemas;

  RequestReader(RequestSchemas schemas) {
    this.schemas = schemas;
  }

  /// What a request says, as the contract names it.
  ///
  /// @throws Problem 400 with all that is wrong, 415 if the body is of another type, 428 if it does
  ///   not say which state it changes
  JsonObject read(Operation operation, RoutingContext request) {
    requireType(operation, request);
    var faults = new ArrayList<Fault>();
    var values = new JsonObject();
    for (var place : Place.values()) {
      values.put(RequestSchemas.name(place), new JsonObject());
    }
    unknown(operation, request, values);
    operation.parameters().forEach(each -> parameter(each, request, values, faults));
    body(operation, request, values);
    requireIfMatch(operation, values);
    if (faults.isEmpty()) {
      faults.addAll(schemas.faults(operation, values));
    }
    Texts.check(values, faults);
    if (!faults.isEmpty()) {
      throw wrong(faults);
    }
    operation.parameters().forEach(each -> fallback(each, values));
    return values;
  }

  private static Problem wrong(List<Fault> faults) {
    var first = faults.getFirst();
    return Problem.ofFaults(
        400,
        "The request is not as the contract says",
        "%s%s: %s%s"
            .formatted(
                first.in(),
                first.where().isEmpty() ? "" : " " + first.where(),
                first.what(),
                faults.size() > 1 ? ", and more" : ""),
        faults);
  }

  private static void requireType(Operation operation, RoutingContext request) {
    var type = request.request().getHeader("Content-Type");
    if (type == null || operation.body().isEmpty()) {
      return;
    }
    var plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    var taken = operation.body().get().types();
    if (!taken.contains(plain)) {
      throw new Problem(
          415, "The body is of another type", "Taken are: " + String.join(", ", taken) + ".");
    }
  }

  // Those that the contract does not have are refused by its schema, like whatever else is wrong.
  private static void unknown(Operation operation, RoutingContext request, JsonObject values) {
    var query = values.getJsonObject(RequestSchemas.name(Place.QUERY));
    request.queryParams().names().stream()
        .limit(RequestSchemas.FAULTS_LIMIT)
        .forEach(name -> query.put(name, ""));
    operation.parameters().stream()
        .filter(each -> each.in() == Place.QUERY)
        .forEach(each -> query.remove(each.name()));
  }

  private static void parameter(
      Parameter parameter, RoutingContext request, JsonObject values, List<Fault> faults) {
    var place = RequestSchemas.name(parameter.in());
    var given = given(parameter, request);
    if (given.size() > 1) {
      faults.add(new Fault(place, parameter.name(), "is given more than once"));
      return;
    }
    given.stream()
        .findFirst()
        .ifPresent(
            text -> values.getJsonObject(place).put(parameter.name(), value(parameter, text)));
  }

  private static List<String> given(Parameter parameter, RoutingContext request) {
    return switch (parameter.in()) {
      case PATH -> List.of(request.pathParam(parameter.name()));
      case QUERY -> request.queryParam(parameter.name());
      case HEADER -> request.request().headers().getAll(parameter.name());
    };
  }

  private static Object value(Parameter parameter, String text) {
    return switch (parameter.type()) {
      case "integer", "number" -> number(text).map(Object.class::cast).orElse(text);
      case "boolean" -> List.of("true", "false").contains(text) ? Boolean.valueOf(text) : text;
      // A + in an address is read as a blank.
      default -> parameter.isTime() ? text.replace(' ', '+') : text;
    };
  }

  private static Optional<Number> number(String text) {
    try {
      var number = new BigDecimal(text);
      return text.matches("-?\\d{1,18}")
          ? Optional.of(number.longValueExact())
          : Optional.of(number.doubleValue());
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static void body(Operation operation, RoutingContext request, JsonObject values) {
    if (operation.body().isEmpty()) {
      return;
    }
    var body = operation.body().get();
    var bytes = request.body().buffer();
    if (bytes == null || bytes.length() == 0) {
      if (body.required()) {
        throw wrong(List.of(new Fault(RequestSchemas.BODY, "", "is missing")));
      }
      return;
    }
    if (body.isJson()) {
      values.put(RequestSchemas.BODY, json(body, bytes.getBytes()));
    }
  }

  private static Object json(Body body, byte[] bytes) {
    try {
      return vertx(JSON.readValue(bytes, Object.class));
    } catch (IOException e) {
      throw wrong(List.of(new Fault(RequestSchemas.BODY, "", "is no JSON: " + reason(e))));
    }
  }

  // Without the place in the source, and without the text itself.
  private static String reason(IOException e) {
    return e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
  }

  @SuppressWarnings("unchecked")
  private static Object vertx(Object value) {
    return switch (value) {
      case Map<?, ?> map -> new JsonObject((Map<String, Object>) map);
      case List<?> list -> new JsonArray(list);
      case null, default -> value;
    };
  }

  private static void requireIfMatch(Operation operation, JsonObject values) {
    var isWanted =
        operation.parameters().stream()
            .anyMatch(each -> each.name().equals(IF_MATCH) && each.required());
    if (isWanted && !values.getJsonObject("header").containsKey(IF_MATCH)) {
      throw new Problem(
          428,
          "Say which state you change",
          "Ask for it first, and send the ETag of the answer as If-Match.");
    }
  }

  private static void fallback(Parameter parameter, JsonObject values) {
    var place = values.getJsonObject(RequestSchemas.name(parameter.in()));
    parameter
        .fallback()
        .filter(_ -> !place.containsKey(parameter.name()))
        .ifPresent(value -> place.put(parameter.name(), value));
  }
}
