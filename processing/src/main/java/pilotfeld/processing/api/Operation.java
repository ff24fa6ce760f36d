package pilotfeld.processing.api;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pilotfeld.processing.account.Permission;

/// What can be asked, as the contract has it.
///
/// @param id its `operationId`
/// @param path with parameters in braces
/// @param permission what it needs; empty if it is open to everybody
/// @param body empty if none is taken
record Operation(
    String id,
    HttpMethod method,
    String path,
    Optional<Permission> permission,
    List<Parameter> parameters,
    Optional<Body> body) {

  Operation {
    parameters = List.copyOf(parameters);
  }

  /// Whether it changes nothing.
  boolean isSafe() {
    return method.equals(HttpMethod.GET);
  }

  /// The path as Vert.x writes it, `/api/sites/:site`.
  String route() {
    return path.replaceAll("\\{(\\w+)}", ":$1");
  }

  /// Something in the address or the head.
  ///
  /// @param type `string`, `integer`, `number` or `boolean`
  /// @param isTime whether it is a date or a time
  /// @param fallback where it is not given
  record Parameter(
      String name,
      Place in,
      boolean required,
      String type,
      boolean isTime,
      Optional<Object> fallback) {}

  /// Where a parameter stands.
  enum Place {
    PATH,
    QUERY,
    HEADER
  }

  /// @param types media types that are taken
  /// @param limit most bytes
  record Body(boolean required, Set<String> types, long limit) {

    static final String JSON = "application/json";

    Body {
      types = Set.copyOf(types);
    }

    boolean isJson() {
      return types.contains(JSON);
    }
  }
}
