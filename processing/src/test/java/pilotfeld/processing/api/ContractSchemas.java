package pilotfeld.processing.api;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.SchemaRepository;
import java.util.Optional;

/// Schemas that are made of the contract's own, to which they may refer.
final class ContractSchemas {

  private static final String BASE = "app://pilotfeld/";
  private static final String NAME = "x-schemas";

  private final SchemaRepository repository =
      SchemaRepository.create(
          new JsonSchemaOptions()
              .setDraft(Draft.DRAFT202012)
              .setBaseUri(BASE)
              .setOutputFormat(OutputFormat.Basic));

  /// @param schemas by their names, or by several on top of each other
  ContractSchemas(JsonObject contract, JsonObject schemas) {
    repository.dereference(JsonSchema.of(contract.copy().put(NAME, schemas)));
  }

  /// What is wrong with a value; empty if it is as the schema wants it.
  ///
  /// @param names of the schema, the uppermost first
  Optional<String> fault(Object value, String... names) {
    var schema = BASE + "#/" + NAME + "/" + String.join("/", names);
    var result = repository.validator(schema).validate(value);
    return result.getValid() ? Optional.empty() : Optional.of(result.toJson().encode());
  }
}
