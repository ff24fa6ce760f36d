package pilotfeld.processing.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import pilotfeld.processing.outbox.Answer;
import pilotfeld.processing.outbox.Answer.Refused;
import pilotfeld.processing.outbox.Answer.Sent;

/// The Things Stack v3: a device is registered at its identity, join, network and application
/// server, in this order, and deleted in the opposite one. What broke off is gone on with, as each
/// step may be done again.
///
/// Paths and field masks are those of TheThingsNetwork/lorawan-stack,
/// `api/ttn/lorawan/v3/{end_device_services,joinserver,networkserver,applicationserver}.proto`.
final class TheThingsStack implements NetworkServer, AutoCloseable {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String APP_KEY = "root_keys.app_key.key";

  private final NetworkSettings settings;
  private final TheThingsStackCalls calls;
  private final String devices;

  TheThingsStack(NetworkSettings settings) {
    this.settings = settings;
    this.calls = new TheThingsStackCalls(settings);
    this.devices = "applications/" + settings.application() + "/devices";
  }

  @Override
  public Answer keep(Wanted wanted) {
    try {
      return kept(wanted);
    } catch (CallFailed e) {
      return e.answer(settings);
    }
  }

  private Answer kept(Wanted wanted) {
    if (wanted.joinEui().isEmpty()) {
      return new Refused(MissingKey.joinEui(settings));
    }
    var known = identity(wanted.devEui());
    if (known.isPresent() && !isOurs(known.get())) {
      return takenOver(known.get(), wanted);
    }
    if (wanted.appKey().isEmpty()) {
      return new Refused(MissingKey.text(settings));
    }
    if (known.isEmpty()) {
      calls.post(devices, body(identityOf(wanted, wanted.tags())));
    } else {
      calls.put(
          devices + "/" + id(wanted.devEui()),
          body(identityOf(wanted, wanted.tags()), "name", "attributes"));
    }
    calls.put(at("js", wanted), joinOf(wanted, wanted.appKey().get().hex()));
    calls.put(at("ns", wanted), networkOf(wanted));
    calls.put(
        at("as", wanted), body(device(wanted), "ids.device_id", "ids.dev_eui", "ids.join_eui"));
    return new Sent();
  }

  // Somebody put it there by hand: it is told where it is, and keeps the rest.
  private Answer takenOver(JsonNode known, Wanted wanted) {
    if (!hasSameKey(wanted)) {
      return new Refused(MissingKey.other(settings));
    }
    var attributes = new TreeMap<String, String>();
    known
        .path("attributes")
        .properties()
        .forEach(each -> attributes.put(each.getKey(), each.getValue().asText()));
    attributes.putAll(wanted.whereabouts());
    calls.put(
        devices + "/" + id(wanted.devEui()), body(identityOf(wanted, attributes), "attributes"));
    return new Sent();
  }

  private boolean hasSameKey(Wanted wanted) {
    if (wanted.appKey().isEmpty()) {
      return true;
    }
    return calls
        .get(at("js", wanted) + "?field_mask=" + APP_KEY)
        .map(each -> each.at("/root_keys/app_key/key").asText())
        .filter(key -> !key.isEmpty() && !key.equalsIgnoreCase(wanted.appKey().get().hex()))
        .isEmpty();
  }

  private Optional<JsonNode> identity(String devEui) {
    return calls.get(devices + "/" + id(devEui) + "?field_mask=attributes,name");
  }

  private static boolean isOurs(JsonNode identity) {
    return identity.path("attributes").path(Wanted.OWNER_TAG).asText().equals(Wanted.OWNER);
  }

  private ObjectNode identityOf(Wanted wanted, Map<String, String> attributes) {
    var device = device(wanted).put("name", wanted.name());
    var there = device.putObject("attributes");
    attributes.forEach(there::put);
    return addressed(device).put("join_server_address", settings.url().getHost());
  }

  private ObjectNode joinOf(Wanted wanted, String key) {
    var device = addressed(device(wanted));
    device.putObject("root_keys").putObject("app_key").put("key", key.toUpperCase(Locale.ROOT));
    return body(
        device,
        "network_server_address",
        "application_server_address",
        "ids.device_id",
        "ids.dev_eui",
        "ids.join_eui",
        APP_KEY);
  }

  private ObjectNode networkOf(Wanted wanted) {
    var version = LorawanVersion.of(settings.profiles(), wanted.model());
    var device =
        device(wanted)
            .put("frequency_plan_id", settings.frequencyPlan())
            .put("lorawan_version", version.mac())
            .put("lorawan_phy_version", version.regional())
            .put("supports_join", true)
            .put("multicast", false);
    return body(
        device,
        "frequency_plan_id",
        "lorawan_version",
        "lorawan_phy_version",
        "supports_join",
        "multicast",
        "ids.device_id",
        "ids.dev_eui",
        "ids.join_eui");
  }

  private ObjectNode addressed(ObjectNode device) {
    return device
        .put("network_server_address", settings.url().getHost())
        .put("application_server_address", settings.url().getHost());
  }

  private ObjectNode device(Wanted wanted) {
    var device = NODES.objectNode();
    var ids = device.putObject("ids");
    ids.put("device_id", id(wanted.devEui()))
        .put("dev_eui", wanted.devEui().toUpperCase(Locale.ROOT));
    wanted.joinEui().ifPresent(each -> ids.put("join_eui", each.toUpperCase(Locale.ROOT)));
    ids.putObject("application_ids").put("application_id", settings.application());
    return device;
  }

  private static ObjectNode body(ObjectNode device, String... fields) {
    var body = NODES.objectNode();
    body.set("end_device", device);
    if (fields.length > 0) {
      var paths = body.putObject("field_mask").putArray("paths");
      List.of(fields).forEach(paths::add);
    }
    return body;
  }

  private String at(String server, Wanted wanted) {
    return at(server, wanted.devEui());
  }

  private String at(String server, String devEui) {
    return server + "/" + devices + "/" + id(devEui);
  }

  /// As The Things Stack's own console names devices.
  private static String id(String devEui) {
    return "eui-" + devEui;
  }

  // A device that somebody put there by hand is theirs: nothing there can be disabled without being
  // deleted.
  @Override
  public Answer remove(String devEui) {
    try {
      var known = identity(devEui);
      if (known.isPresent() && isOurs(known.get())) {
        List.of("as", "ns", "js").forEach(server -> calls.delete(at(server, devEui)));
        calls.delete(devices + "/" + id(devEui));
      }
      return new Sent();
    } catch (CallFailed e) {
      return e.answer(settings);
    }
  }

  @Override
  public void close() {
    calls.close();
  }
}
