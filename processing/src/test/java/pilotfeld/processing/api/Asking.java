package pilotfeld.processing.api;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import pilotfeld.processing.account.Permission;

/// How an operation of the contract can be asked, by the examples that it gives.
///
/// @param permission what it needs; empty if it is open
/// @param address with the examples of its parameters
/// @param type of its body; empty if it takes none
/// @param changesWhatWasSeen whether it wants an If-Match
public record Asking(
    String operation,
    Optional<Permission> permission,
    String method,
    String path,
    String address,
    Optional<String> type,
    String body,
    boolean changesWhatWasSeen) {

  /// Every operation, in the order of the contract's routes.
  public static List<Asking> all() {
    var contract = Contract.read();
    return contract.operations().stream().map(each -> of(contract.document(), each)).toList();
  }

  private static Asking of(JsonObject document, Operation operation) {
    var item = document.getJsonObject("paths").getJsonObject(operation.path());
    var said = item.getJsonObject(operation.method().name().toLowerCase(Locale.ROOT));
    var address = operation.path();
    for (var parameter : Contract.parameters(document, operation.path(), said).toList()) {
      address =
          address.replace(
              "{" + parameter.getString("name") + "}",
              String.valueOf(parameter.getValue("example")));
    }
    var content =
        Optional.ofNullable(said.getJsonObject("requestBody"))
            .map(each -> each.getJsonObject("content"));
    var type = content.map(each -> each.fieldNames().iterator().next());
    var example = type.map(each -> content.get().getJsonObject(each).getValue("example"));
    return new Asking(
        operation.id(),
        operation.permission(),
        operation.method().name(),
        operation.route(),
        address + query(document, operation, said),
        type,
        example.map(String::valueOf).orElse(""),
        operation.parameters().stream()
            .anyMatch(each -> each.name().equals(RequestReader.IF_MATCH)));
  }

  // Those that must be there.
  private static String query(JsonObject document, Operation operation, JsonObject said) {
    var query =
        Contract.parameters(document, operation.path(), said)
            .filter(each -> each.getString("in").equals("query"))
            .filter(each -> each.getBoolean("required", false))
            .map(
                each ->
                    each.getString("name")
                        + "="
                        + URLEncoder.encode(
                            String.valueOf(each.getValue("example")), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "" : "?" + query;
  }

  @Override
  public String toString() {
    return operation;
  }
}
