package pilotfeld.processing.api;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;

/// Holds answers against the contract: their status, their type, their head and their body.
public final class AnswerSchemas {

  private final JsonObject document = Contract.read().document();
  private final JsonObject operations = new JsonObject();
  private final ContractSchemas schemas;

  /// Of the contract that the program has.
  public AnswerSchemas() {
    var answers = new JsonObject();
    Contract.each(
        document,
        (_, _, operation) -> {
          operations.put(operation.getString("operationId"), operation);
          answers.put(operation.getString("operationId"), schemas(operation));
        });
    this.schemas = new ContractSchemas(document, answers);
  }

  private JsonObject schemas(JsonObject operation) {
    var byStatus = new JsonObject();
    var responses = operation.getJsonObject("responses");
    for (var status : responses.fieldNames()) {
      var byType = new JsonObject();
      content(responses.getJsonObject(status))
          .ifPresent(
              content ->
                  content
                      .fieldNames()
                      .forEach(
                          type ->
                              byType.put(
                                  name(type),
                                  content.getJsonObject(type).getJsonObject("schema").copy())));
      byStatus.put(name(status), byType);
    }
    return byStatus;
  }

  // To a schema, “default” would be a word of its own.
  private static String name(String text) {
    return "of_" + text.replaceAll("[^a-z0-9]", "_");
  }

  private Optional<JsonObject> content(JsonObject response) {
    return Optional.ofNullable(Contract.resolved(document, response).getJsonObject("content"));
  }

  /// What is wrong with an answer; empty if it is as the contract says.
  public Optional<String> fault(String operation, HttpResponse<String> answer) {
    var responses = operations.getJsonObject(operation).getJsonObject("responses");
    var named = Integer.toString(answer.statusCode());
    var status = responses.containsKey(named) ? named : "default";
    if (status.equals("default") && answer.statusCode() < 400) {
      return Optional.of(named + " is not in the contract");
    }
    var response = Contract.resolved(document, responses.getJsonObject(status));
    var missing =
        response.getJsonObject("headers", new JsonObject()).fieldNames().stream()
            .filter(each -> !each.equals("Link") && answer.headers().firstValue(each).isEmpty())
            .findFirst();
    if (missing.isPresent()) {
      return missing.map(each -> "the head " + each + " is missing");
    }
    return fault(operation, status, content(response), answer);
  }

  private Optional<String> fault(
      String operation, String status, Optional<JsonObject> content, HttpResponse<String> answer) {
    if (content.isEmpty()) {
      return answer.body().isEmpty() ? Optional.empty() : Optional.of("there should be no body");
    }
    var type =
        answer
            .headers()
            .firstValue("Content-Type")
            .orElse("")
            .split(";")[0]
            .toLowerCase(Locale.ROOT);
    if (!content.get().containsKey(type)) {
      return Optional.of("the type “" + type + "” is not in the contract");
    }
    if (!type.endsWith("json")) {
      return Optional.empty();
    }
    return schemas
        .fault(Json.decodeValue(answer.body()), operation, name(status), name(type))
        .map(fault -> fault + " in " + answer.body());
  }
}
