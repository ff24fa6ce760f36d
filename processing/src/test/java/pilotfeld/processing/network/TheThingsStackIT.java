package pilotfeld.processing.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.network.Landscape.DEVICE;
import static pilotfeld.processing.network.Landscape.KEY;
import static pilotfeld.processing.network.Landscape.OTHER_KEY;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pilotfeld.processing.fixture.ThingsStackStandIn;
import pilotfeld.processing.outbox.Answer;
import pilotfeld.processing.outbox.Answer.Away;
import pilotfeld.processing.outbox.Answer.Later;
import pilotfeld.processing.outbox.Answer.Refused;
import pilotfeld.processing.outbox.Answer.Sent;

/// Against a server that speaks The Things Stack's contract.
class TheThingsStackIT {

  private static final String API_KEY = "NNSXS.TEST.KEY";
  private static final String ID = "eui-" + DEVICE;

  private final ThingsStackStandIn there = new ThingsStackStandIn(API_KEY);
  private TheThingsStack stack;

  @BeforeEach
  void open() {
    stack = open(API_KEY);
  }

  private TheThingsStack open(String apiKey) {
    return new TheThingsStack(Landscape.things(there.url().toString(), apiKey, Set.of()));
  }

  @AfterEach
  void close() {
    stack.close();
    there.close();
  }

  @Test
  void aDeviceIsRegisteredAtAllFourServersInTheirOrder() {
    assertEquals(new Sent(), stack.keep(Landscape.wanted()));

    assertEquals(List.of("GET is", "POST is", "PUT js", "PUT ns", "PUT as"), there.calls());
    var identity = there.at("is", ID).orElseThrow();
    assertEquals(DEVICE.toUpperCase(Locale.ROOT), identity.at("/ids/dev_eui").asText());
    assertEquals("hase-1", identity.at("/attributes/site").asText());
    assertEquals("127.0.0.1", identity.path("join_server_address").asText());
    assertEquals(
        KEY.hex().toUpperCase(Locale.ROOT),
        there.at("js", ID).orElseThrow().at("/root_keys/app_key/key").asText());
    var network = there.at("ns", ID).orElseThrow();
    assertEquals("MAC_V1_0_3", network.path("lorawan_version").asText());
    assertEquals("PHY_V1_0_3_REV_A", network.path("lorawan_phy_version").asText());
    assertTrue(there.at("as", ID).isPresent());
  }

  @Test
  void doneOnceMoreItChangesNothing() {
    stack.keep(Landscape.wanted());
    var before =
        List.of("is", "js", "ns", "as").stream()
            .map(each -> there.at(each, ID).get().toString())
            .toList();

    assertEquals(new Sent(), stack.keep(Landscape.wanted()));

    assertEquals(
        before,
        List.of("is", "js", "ns", "as").stream()
            .map(each -> there.at(each, ID).get().toString())
            .toList());
  }

  @Test
  void theSettingsSayWhichLorawanAModelSpeaks() {
    stack.keep(
        new Wanted(
            DEVICE,
            Optional.of(Landscape.JOIN_EUI),
            Optional.of(KEY),
            "dragino-lse01",
            "water",
            "hase-1"));

    assertEquals("MAC_V1_0_2", there.at("ns", ID).orElseThrow().path("lorawan_version").asText());
  }

  @Test
  void aDeviceThatIsTakenDownIsDeletedInTheOppositeOrder() {
    stack.keep(Landscape.wanted());
    there.forgetCalls();

    assertEquals(new Sent(), stack.remove(DEVICE));
    assertEquals(new Sent(), stack.remove(DEVICE));

    assertEquals(
        List.of("GET is", "DELETE as", "DELETE ns", "DELETE js", "DELETE is", "GET is"),
        there.calls());
    assertEquals(Optional.empty(), there.at("js", ID));
  }

  @Test
  void aDevicePutThereByHandKeepsWhatItHasAndIsNeverDeleted() {
    there.with("is", ID, named("by hand", "room")).with("js", ID, joining(KEY.hex()));

    assertEquals(new Sent(), stack.keep(Landscape.wanted()));

    var identity = there.at("is", ID).orElseThrow();
    assertEquals("by hand", identity.path("name").asText());
    assertEquals("4", identity.at("/attributes/room").asText());
    assertEquals("hase-1", identity.at("/attributes/site").asText());
    assertEquals(new Sent(), stack.remove(DEVICE));
    assertTrue(there.at("is", ID).isPresent());
  }

  @Test
  void aDevicePutThereByHandWithAnotherKeyIsLeftAloneAndSaid() {
    there.with("is", ID, named("by hand", "room")).with("js", ID, joining(OTHER_KEY.hex()));

    assertRefused("with another AppKey", Landscape.wanted());

    assertEquals(
        OTHER_KEY.hex(), there.at("js", ID).orElseThrow().at("/root_keys/app_key/key").asText());
  }

  @Test
  void aDeviceOfAnotherApplicationIsSaid() {
    there.withDeviceOfAnother(DEVICE.toUpperCase(Locale.ROOT));

    assertRefused("end_device_euis_taken", Landscape.wanted());
  }

  @Test
  void withoutJoinEuiOrKeyItSaysWhatIsMissing() {
    assertRefused("no delivery list has the AppKey", Landscape.wanted(Optional.empty()));
    assertRefused(
        "no delivery list has the JoinEUI",
        new Wanted(DEVICE, Optional.empty(), Optional.of(KEY), "a-model", "water", "hase-1"));
    assertEquals(Optional.empty(), there.at("is", ID));
  }

  @Test
  void aWrongApiKeyIsNamedAndEverythingWaits() {
    try (var wrong = open("another key")) {
      var answer = assertInstanceOf(Away.class, wrong.keep(Landscape.wanted()));
      assertTrue(answer.reason().contains("PILOTFELD_NETWORK_TTS_API_KEY"), answer::reason);
      assertFalse(answer.reason().contains("another key"), answer::reason);
    }
  }

  @Test
  void aServerThatIsNotThereIsAway() {
    there.close();

    assertInstanceOf(Away.class, stack.keep(Landscape.wanted()));
    assertInstanceOf(Away.class, stack.remove(DEVICE));
  }

  @ParameterizedTest
  @CsvSource({
    "400, Refused",
    "401, Away",
    "403, Away",
    "409, Refused",
    "418, Refused",
    "429, Away",
    "499, Later",
    "500, Later",
    "501, Refused",
    "502, Away",
    "503, Away",
    "504, Later",
    "302, Refused"
  })
  void whateverAServerAnswersItGoesOnOnceThatIsMended(int status, String expected) {
    for (var call : List.of("GET is", "POST is", "PUT js", "PUT ns", "PUT as")) {
      there.refuse(call, status);

      var answer = stack.keep(Landscape.wanted());

      assertEquals(expected, answer.getClass().getSimpleName(), call + ": " + answer);
      assertFalse(answer.toString().contains(KEY.hex()), answer::toString);
      there.relent();
      assertEquals(new Sent(), stack.keep(Landscape.wanted()));
      assertEquals(new Sent(), stack.remove(DEVICE));
    }
  }

  @ParameterizedTest
  @CsvSource({"DELETE as", "DELETE ns", "DELETE js", "DELETE is"})
  void aRemovalThatBrokeOffGoesOn(String call) {
    stack.keep(Landscape.wanted());
    there.refuse(call, 500);
    assertInstanceOf(Later.class, stack.remove(DEVICE));
    there.relent();

    assertEquals(new Sent(), stack.remove(DEVICE));

    for (var server : List.of("is", "js", "ns", "as")) {
      assertEquals(Optional.empty(), there.at(server, ID));
    }
  }

  private void assertRefused(String part, Wanted wanted) {
    Answer answer = stack.keep(wanted);
    var refused = assertInstanceOf(Refused.class, answer);
    assertTrue(refused.reason().contains(part), refused::reason);
  }

  private static ObjectNode named(String name, String attribute) {
    var device = JsonNodeFactory.instance.objectNode().put("name", name);
    device.putObject("attributes").put(attribute, "4");
    return device;
  }

  private static ObjectNode joining(String key) {
    var device = JsonNodeFactory.instance.objectNode();
    device.putObject("root_keys").putObject("app_key").put("key", key);
    return device;
  }
}
