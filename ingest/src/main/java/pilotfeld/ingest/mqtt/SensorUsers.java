package pilotfeld.ingest.mqtt;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import pilotfeld.ingest.mqtt.BrokerControl.Response;
import pilotfeld.processing.access.BrokerUser;
import pilotfeld.processing.access.BrokerUsers;
import pilotfeld.processing.outbox.Answer;
import pilotfeld.processing.outbox.Due;
import pilotfeld.processing.outbox.Sender;

/// Tells the broker which sensors of their own have a user, and that a device writes its own topic
/// and does nothing else. Every command may come twice: what is there already is set anew, what is
/// gone already stays so.
public final class SensorUsers implements Sender {

  private static final String ALREADY = "already exists";
  private static final String GONE = "not found";

  private final BrokerControl control;
  private final BrokerUsers users;

  /// @param settings of the user at the broker that may give others rights
  public SensorUsers(MqttSettings settings, BrokerUsers users) {
    this.control = new BrokerControl(settings);
    this.users = users;
  }

  @Override
  public String kind() {
    return BrokerUsers.KIND;
  }

  @Override
  public Answer send(Due due) {
    var words = due.payload().split(" ", 2);
    if (words.length < 2) {
      return new Answer.Refused("it does not say which device it is about");
    }
    return switch (words[0]) {
      case "grant" -> grant(words[1], due.secret());
      case "revoke" -> run(revoking(words[1]), GONE);
      case "end" -> end(words[1]);
      default -> new Answer.Refused("“" + words[0] + "” is nothing that a broker can be told");
    };
  }

  // Whose device was taken down meanwhile needs none.
  private Answer grant(String device, Optional<String> password) {
    if (!users.has(device)) {
      return new Answer.Sent();
    }
    return password
        .map(known -> run(granting(device, known), ALREADY))
        .orElseGet(
            () -> new Answer.Refused("its password is gone: give it a new one, device mqtt"));
  }

  private Answer end(String device) {
    users.end(device);
    return new Answer.Sent();
  }

  private Answer run(List<ObjectNode> commands, String harmless) {
    try {
      return control.run(commands).stream()
          .filter(response -> response.error().filter(text -> !text.endsWith(harmless)).isPresent())
          .findFirst()
          .<Answer>map(SensorUsers::refusal)
          .orElseGet(Answer.Sent::new);
    } catch (BrokerTrouble e) {
      return new Answer.Away(e.getMessage());
    }
  }

  private static Answer refusal(Response response) {
    return new Answer.Refused(
        "the broker refuses %s: %s".formatted(response.command(), response.error().orElse("")));
  }

  private static List<ObjectNode> granting(String device, String password) {
    var name = BrokerUser.name(device);
    return List.of(
        command("createRole").put("rolename", name),
        withRight(command("modifyRole").put("rolename", name), BrokerUser.topic(device)),
        withRole(command("createClient").put("username", name).put("password", password), name),
        withRole(command("modifyClient").put("username", name).put("password", password), name));
  }

  private static List<ObjectNode> revoking(String device) {
    var name = BrokerUser.name(device);
    return List.of(
        command("deleteClient").put("username", name), command("deleteRole").put("rolename", name));
  }

  private static ObjectNode command(String name) {
    return JsonNodeFactory.instance.objectNode().put("command", name);
  }

  private static ObjectNode withRight(ObjectNode command, String topic) {
    command
        .putArray("acls")
        .addObject()
        .put("acltype", "publishClientSend")
        .put("topic", topic)
        .put("priority", 0)
        .put("allow", true);
    return command;
  }

  private static ObjectNode withRole(ObjectNode command, String role) {
    command.putArray("roles").addObject().put("rolename", role).put("priority", 0);
    return command;
  }
}
