package pilotfeld.processing.api;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Holds what we post elsewhere against the `webhooks` of the contract: its type, its head and its
/// body.
public final class WebhookSchemas {

  private final JsonObject document = Contract.read().document();
  private final ContractSchemas schemas;

  /// Of the contract that the program has.
  public WebhookSchemas() {
    var posted = new JsonObject();
    var webhooks = document.getJsonObject("webhooks");
    webhooks.fieldNames().forEach(name -> posted.put(name, schema(post(name))));
    this.schemas = new ContractSchemas(document, posted);
  }

  private JsonObject post(String webhook) {
    return document.getJsonObject("webhooks").getJsonObject(webhook).getJsonObject("post");
  }

  private static JsonObject content(JsonObject post) {
    return post.getJsonObject("requestBody").getJsonObject("content");
  }

  private static JsonObject schema(JsonObject post) {
    var type = content(post).fieldNames().iterator().next();
    var properties =
        new JsonObject().put("body", content(post).getJsonObject(type).getJsonObject("schema"));
    parameters(post).forEach(each -> properties.put(name(each), schemaOf(each)));
    return new JsonObject()
        .put("type", "object")
        .put("required", new JsonArray(properties.fieldNames().stream().toList()))
        .put("properties", properties);
  }

  private static JsonArray parameters(JsonObject post) {
    return post.getJsonArray("parameters");
  }

  private static String name(Object parameter) {
    return Contract.object(parameter).getString("name");
  }

  private static JsonObject schemaOf(Object parameter) {
    return Contract.object(parameter).getJsonObject("schema");
  }

  /// The example that the contract gives of a body.
  public String example(String webhook) {
    var content = content(post(webhook));
    return content
        .getJsonObject(content.fieldNames().iterator().next())
        .getJsonObject("example")
        .encode();
  }

  /// What is wrong with something that was posted; empty if it is as the contract says.
  ///
  /// @param head its headers by name
  public Optional<String> fault(String webhook, UnaryOperator<String> head, String body) {
    var post = post(webhook);
    var type = head.apply("content-type").split(";")[0];
    if (!content(post).containsKey(type)) {
      return Optional.of("the type “" + type + "” is not in the contract");
    }
    var posted = new JsonObject().put("body", Json.decodeValue(body));
    parameters(post).forEach(each -> posted.put(name(each), head.apply(name(each))));
    return schemas.fault(posted, webhook).map(fault -> fault + " in " + body);
  }
}
