package pilotfeld.ingest.demo.frame;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import pilotfeld.ingest.demo.plan.DemoDeployment;
import pilotfeld.ingest.demo.plan.Fleet;
import pilotfeld.ingest.demo.radio.Lora;
import pilotfeld.ingest.demo.radio.Reception;
import pilotfeld.ingest.demo.world.Noise;

/// Frames as ChirpStack v4 publishes them in JSON.
///
/// Fields and their order: `api/proto/integration/integration.proto`. Zeros are written at the top
/// level and left out inside `rxInfo`, `txInfo` and `location`, as the server does.
public final class ChirpstackJson {

  private static final String TENANT = "Pilotfeld (Demonstration)";
  private static final String REGION = "eu868";
  private static final int BANDWIDTH_HERTZ = 125_000;
  private static final Noise DELAY = new Noise(0).of("delay");

  private final ObjectMapper mapper = new ObjectMapper();
  private final Map<String, DemoDeployment> deployments = new HashMap<>();

  /// @param fleet gives the devices' names and applications: one application for each pilot
  public ChirpstackJson(Fleet fleet) {
    Stream.concat(fleet.deployments().stream(), fleet.unregistered().stream())
        .forEach(deployment -> deployments.put(deployment.device().id(), deployment));
  }

  /// The event `up`.
  public Publication uplink(LorawanFrame frame) {
    var identity = uuid(frame.device(), frame.devAddr(), frame.counter(), frame.sentAt());
    var received = received(frame.sentAt(), identity);
    var event = event(identity, received, frame.device());
    event
        .put("devAddr", frame.devAddr())
        .put("adr", true)
        .put("dr", 12 - frame.spreadingFactor())
        .put("fCnt", frame.counter())
        .put("fPort", frame.port())
        .put("confirmed", false)
        .put("data", frame.payload());
    frame
        .receptions()
        .forEach(each -> addReception(event.withArray("rxInfo"), frame, each, received));
    event.set("txInfo", transmission(frame));
    return publication(frame.device(), "up", event.put("regionConfigId", REGION));
  }

  /// The event `join`.
  public Publication join(JoinFrame frame) {
    var identity = uuid(frame.device(), frame.devAddr(), "join", frame.sentAt());
    var event = event(identity, received(frame.sentAt(), identity), frame.device());
    event.put("devAddr", frame.devAddr()).put("regionConfigId", REGION);
    return publication(frame.device(), "join", event);
  }

  private ObjectNode event(UUID identity, Instant received, String device) {
    var event = mapper.createObjectNode();
    event.put("deduplicationId", identity.toString()).put("time", time(received));
    event.set("deviceInfo", deviceInfo(device));
    return event;
  }

  private ObjectNode deviceInfo(String device) {
    var deployment = deployments.get(device);
    var info = mapper.createObjectNode();
    info.put("tenantId", uuid(TENANT).toString())
        .put("tenantName", TENANT)
        .put("applicationId", application(device))
        .put("applicationName", deployment.site().pilot().id())
        .put("deviceProfileId", uuid(deployment.device().model()).toString())
        .put("deviceProfileName", deployment.device().model().id())
        .put("deviceName", deployment.site().name())
        .put("devEui", device)
        .put("deviceClassEnabled", "CLASS_A")
        .putObject("tags");
    return info;
  }

  private void addReception(
      ArrayNode receptions, LorawanFrame frame, Reception reception, Instant received) {
    var each = receptions.addObject();
    var uplink =
        uuid(frame.device(), frame.counter(), reception.gatewayId()).getLeastSignificantBits();
    each.put("gatewayId", reception.gatewayId())
        .put("uplinkId", uplink >>> 32)
        .put("gwTime", time(frame.sentAt()))
        .put("nsTime", time(received.plusMillis(uplink & 63)));
    putUnlessZero(each, "rssi", reception.rssiDbm());
    if (reception.snrDecibel() != 0) {
      each.put("snr", reception.snrDecibel());
    }
    putUnlessZero(each, "channel", Lora.channel(frame.frequencyHertz()));
    putUnlessZero(each, "rfChain", frame.frequencyHertz() < 868_000_000 ? 1 : 0);
    each.putObject("location")
        .put("latitude", reception.place().latitude())
        .put("longitude", reception.place().longitude());
    each.put("crcStatus", "CRC_OK");
  }

  private ObjectNode transmission(LorawanFrame frame) {
    var transmission = mapper.createObjectNode().put("frequency", frame.frequencyHertz());
    transmission
        .putObject("modulation")
        .putObject("lora")
        .put("bandwidth", BANDWIDTH_HERTZ)
        .put("spreadingFactor", frame.spreadingFactor())
        .put("codeRate", "CR_4_5");
    return transmission;
  }

  private static void putUnlessZero(ObjectNode node, String field, int value) {
    if (value != 0) {
      node.put(field, value);
    }
  }

  private Publication publication(String device, String event, ObjectNode body) {
    var topic = "application/%s/device/%s/event/%s".formatted(application(device), device, event);
    try {
      return new Publication(topic, mapper.writeValueAsBytes(body));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private String application(String device) {
    return uuid("application", deployments.get(device).site().pilot().id()).toString();
  }

  /// The server sees a frame 60 to 400 ms after it was sent.
  private static Instant received(Instant sentAt, UUID identity) {
    var delay = DELAY.between(60, 400, identity.getLeastSignificantBits());
    return sentAt.plus(Duration.ofMillis((long) delay));
  }

  private static String time(Instant time) {
    return time.toString().replace("Z", "+00:00");
  }

  private static UUID uuid(Object... of) {
    var name =
        Stream.of(of)
            .map(String::valueOf)
            .reduce((left, right) -> left + " " + right)
            .orElseThrow();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
