package pilotfeld.ingest.setup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// Who may do what at the broker from its first start on, as Mosquitto's dynamic-security plugin
/// keeps it. From then on the plugin writes the file: it adds the sensors.
final class DynamicSecurityFile {

  // Mosquitto 2.0 accepts these two lengths only (security_default.c).
  private static final int SALT_BYTES = 12;
  private static final int HASH_BYTES = 64;

  // What the plugin takes by itself. The broker derives on its only thread at every connection, and
  // a random password of 192 bits needs no slow hash.
  private static final int ITERATIONS = 101;

  private final List<User> users = new ArrayList<>();

  private record User(String name, String password, byte[] salt, List<Right> rights) {}

  /// Something that a user may do.
  ///
  /// @param kind as the plugin calls it
  record Right(String kind, String topic) {

    static Right write(String filter) {
      return new Right("publishClientSend", filter);
    }

    static List<Right> read(String filter) {
      return List.of(
          new Right("subscribePattern", filter), new Right("publishClientReceive", filter));
    }

    /// Of a group of processes, too.
    static List<Right> readShared(String filter) {
      return List.of(
          new Right("subscribePattern", "$share/+/" + filter),
          new Right("subscribePattern", filter),
          new Right("publishClientReceive", filter));
    }
  }

  DynamicSecurityFile with(String name, String password, List<Right> rights) {
    return with(name, password, Derivation.salt(SALT_BYTES), rights);
  }

  DynamicSecurityFile with(String name, String password, byte[] salt, List<Right> rights) {
    users.add(new User(name, password, salt, List.copyOf(rights)));
    return this;
  }

  /// The plugin's file.
  String json() {
    var file = JsonNodeFactory.instance.objectNode();
    var defaults = file.putObject("defaultACLAccess");
    for (var kind : List.of("publishClientSend", "publishClientReceive", "subscribe")) {
      defaults.put(kind, false);
    }
    defaults.put("unsubscribe", true);
    var clients = file.putArray("clients");
    users.forEach(user -> addClient(clients, user));
    file.putArray("groups");
    var roles = file.putArray("roles");
    users.forEach(user -> addRole(roles, user));
    return file.toPrettyString();
  }

  private static void addClient(ArrayNode clients, User user) {
    var hash = Derivation.derive("SHA512", user.password(), user.salt(), ITERATIONS, HASH_BYTES);
    var client =
        clients
            .addObject()
            .put("username", user.name())
            .put("password", Derivation.base64(hash))
            .put("salt", Derivation.base64(user.salt()))
            .put("iterations", ITERATIONS);
    client.putArray("roles").addObject().put("rolename", user.name());
  }

  private static void addRole(ArrayNode roles, User user) {
    ObjectNode role = roles.addObject().put("rolename", user.name());
    var rights = role.putArray("acls");
    for (var right : user.rights()) {
      rights
          .addObject()
          .put("acltype", right.kind())
          .put("topic", right.topic())
          .put("priority", 0)
          .put("allow", true);
    }
  }
}
