package pilotfeld.processing.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// What OpenAPI says by a `discriminator`, said by JSON Schema, which knows none: only the variant
/// that a value names is looked at. By `oneOf`, a value with one fault would have those of every
/// variant that it is none of.
final class Discriminator {

  private Discriminator() {}

  /// Says it so throughout a document.
  ///
  /// @param node a copy, as JsonObject makes it: of its own kind throughout
  static void resolve(JsonObject node) {
    node.getMap().values().forEach(Discriminator::within);
    if (node.getValue("discriminator") instanceof JsonObject discriminator) {
      node.remove("discriminator");
      node.remove("oneOf");
      replace(
          node, discriminator.getString("propertyName"), discriminator.getJsonObject("mapping"));
    }
  }

  private static void within(Object value) {
    switch (value) {
      case JsonObject object -> resolve(object);
      case JsonArray array -> array.forEach(Discriminator::within);
      case null, default -> {}
    }
  }

  private static void replace(JsonObject node, String property, JsonObject mapping) {
    var names = new JsonArray();
    var variants = new JsonArray();
    for (var name : mapping.fieldNames()) {
      names.add(name);
      variants.add(
          new JsonObject()
              .put("if", naming(property, new JsonObject().put("const", name)))
              .put("then", new JsonObject().put("$ref", mapping.getString(name))));
    }
    node.mergeIn(naming(property, new JsonObject().put("enum", names))).put("allOf", variants);
  }

  private static JsonObject naming(String property, JsonObject value) {
    return new JsonObject()
        .put("type", "object")
        .put("required", new JsonArray().add(property))
        .put("properties", new JsonObject().put(property, value));
  }
}
