package pilotfeld.processing.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.fixture.ChirpstackStandIn.APPLICATION;
import static pilotfeld.processing.fixture.ChirpstackStandIn.PROFILE;
import static pilotfeld.processing.network.Landscape.DEVICE;
import static pilotfeld.processing.network.Landscape.KEY;
import static pilotfeld.processing.network.Landscape.OTHER_KEY;

import io.grpc.Status;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import pilotfeld.processing.fixture.ChirpstackStandIn;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.network.chirpstack.Device;
import pilotfeld.processing.outbox.Answer;
import pilotfeld.processing.outbox.Answer.Away;
import pilotfeld.processing.outbox.Answer.Later;
import pilotfeld.processing.outbox.Answer.Refused;
import pilotfeld.processing.outbox.Answer.Sent;

/// Against a server that speaks ChirpStack's contract by another implementation of gRPC.
class ChirpstackIT {

  private static final String API_KEY = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9";
  private static final Vertx VERTX = Vertx.vertx();

  private final ChirpstackStandIn there =
      new ChirpstackStandIn(API_KEY).withProfile(PROFILE, Riverside.GAUGE_MODEL);
  private Chirpstack chirpstack;

  @BeforeEach
  void open() {
    chirpstack = open(API_KEY);
  }

  private Chirpstack open(String apiKey) {
    return new Chirpstack(Landscape.chirpstack(there.url().toString(), apiKey), VERTX);
  }

  @AfterEach
  void close() {
    chirpstack.close();
    there.close();
  }

  @AfterAll
  static void end() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aDeviceIsMadeWithItsKeyItsProfileAndItsTags() {
    assertEquals(new Sent(), chirpstack.keep(Landscape.wanted()));

    var device = there.device(DEVICE).orElseThrow();
    assertEquals(DEVICE + " hase-1", device.getName());
    assertEquals(APPLICATION, device.getApplicationId());
    assertEquals(PROFILE, device.getDeviceProfileId());
    assertEquals(Landscape.JOIN_EUI, device.getJoinEui());
    assertEquals(
        Map.of("managed-by", "pilotfeld", "pilot", "water", "site", "hase-1"), device.getTagsMap());
    assertEquals(KEY.hex(), there.keys(DEVICE).orElseThrow().getNwkKey());
  }

  @Test
  void whatIsAsItIsToBeIsLeftAlone() {
    chirpstack.keep(Landscape.wanted());
    there.forgetCalls();

    assertEquals(new Sent(), chirpstack.keep(Landscape.wanted()));

    assertEquals(List.of("Get", "GetKeys", "ListProfiles"), there.calls());
  }

  @Test
  void anotherSiteAndACorrectedKeyAreBroughtUpToDate() {
    chirpstack.keep(Landscape.wanted());
    var moved =
        new Wanted(
            DEVICE,
            Optional.empty(),
            Optional.of(OTHER_KEY),
            Riverside.GAUGE_MODEL,
            "water",
            "h-2");

    assertEquals(new Sent(), chirpstack.keep(moved));

    var device = there.device(DEVICE).orElseThrow();
    assertEquals("h-2", device.getTagsMap().get("site"));
    assertEquals(DEVICE + " h-2", device.getName());
    assertEquals(OTHER_KEY.hex(), there.keys(DEVICE).orElseThrow().getNwkKey());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Create", "CreateKeys"})
  void whereTheAnswerWasLostTheNextAttemptGoesOn(String method) {
    there.loseAnswerOf(method);
    assertInstanceOf(Away.class, chirpstack.keep(Landscape.wanted()));

    assertEquals(new Sent(), chirpstack.keep(Landscape.wanted()));

    assertEquals(1, there.size());
    assertEquals(KEY.hex(), there.keys(DEVICE).orElseThrow().getNwkKey());
  }

  @Test
  void aDeviceThatIsTakenDownIsDisabledAndCanComeBack() {
    chirpstack.keep(Landscape.wanted());

    assertEquals(new Sent(), chirpstack.remove(DEVICE));
    assertTrue(there.device(DEVICE).orElseThrow().getIsDisabled());
    there.forgetCalls();
    assertEquals(new Sent(), chirpstack.remove(DEVICE));
    assertEquals(List.of("Get"), there.calls());

    assertEquals(new Sent(), chirpstack.keep(Landscape.wanted()));
    assertFalse(there.device(DEVICE).orElseThrow().getIsDisabled());
  }

  @Test
  void whatIsNotThereNeedNotBeTakenAway() {
    assertEquals(new Sent(), chirpstack.remove(DEVICE));
  }

  @Test
  void aDevicePutThereByHandIsTakenOverWithWhatItHas() {
    there.with(byHand().putTags("room", "4").build(), KEY.hex());

    assertEquals(new Sent(), chirpstack.keep(Landscape.wanted()));

    var device = there.device(DEVICE).orElseThrow();
    assertEquals("Hase by hand", device.getName());
    assertEquals("a profile of theirs", device.getDeviceProfileId());
    assertEquals(Map.of("room", "4", "pilot", "water", "site", "hase-1"), device.getTagsMap());
  }

  @Test
  void aDevicePutThereByHandWithAnotherKeyIsLeftAloneAndSaid() {
    var theirs = byHand().build();
    there.with(theirs, OTHER_KEY.hex());

    assertRefused("with another AppKey than the delivery list", Landscape.wanted());

    assertEquals(theirs, there.device(DEVICE).orElseThrow());
    assertEquals(OTHER_KEY.hex(), there.keys(DEVICE).orElseThrow().getNwkKey());
  }

  @Test
  void aDeviceInAnotherApplicationOrTenantIsLeftThereAndSaid() {
    var application = "11111111-2222-3333-4444-555555555555";
    there.with(byHand().setApplicationId(application).build(), KEY.hex());
    assertRefused("in another application (" + application + ")", Landscape.wanted());

    var foreign = "70b3d57ba0000099";
    there.withDeviceOfAnotherTenant(foreign);
    assertRefused(
        "in another tenant",
        new Wanted(
            foreign, Optional.empty(), Optional.of(KEY), Riverside.GAUGE_MODEL, "water", "hase-1"));
  }

  @Test
  void withoutAKeyADeviceIsKnownOnlyWhereItHasOneAlready() {
    assertRefused("no delivery list has the AppKey", Landscape.wanted(Optional.empty()));
    assertEquals(0, there.size());

    there.with(byHand().build(), KEY.hex());
    assertEquals(new Sent(), chirpstack.keep(Landscape.wanted(Optional.empty())));
  }

  @Test
  void aModelWithoutAProfileIsNamedWithTheSettingThatHelps() {
    var wanted =
        new Wanted(DEVICE, Optional.empty(), Optional.of(KEY), "dragino-lse01", "water", "hase-1");

    assertRefused("no device profile “dragino-lse01”", wanted);
    assertRefused("PILOTFELD_NETWORK_CHIRPSTACK_PROFILES", wanted);
    there.withProfile("1", "dragino-lse01").withProfile("2", "dragino-lse01");
    assertRefused("more than one device profile", wanted);
  }

  @Test
  void aWrongApiKeyIsNamedAndEverythingWaits() {
    try (var wrong = open("another key")) {
      var answer = assertInstanceOf(Away.class, wrong.keep(Landscape.wanted()));
      assertTrue(answer.reason().contains("PILOTFELD_NETWORK_CHIRPSTACK_API_KEY"), answer::reason);
      assertFalse(answer.reason().contains("another key"), answer::reason);
      assertInstanceOf(Away.class, wrong.remove(DEVICE));
    }
  }

  @Test
  void aServerThatIsNotThereIsAway() {
    there.close();

    var answer = assertInstanceOf(Away.class, chirpstack.keep(Landscape.wanted()));
    assertTrue(answer.reason().startsWith("chirpstack at http://127.0.0.1:"), answer::reason);
  }

  // Every status of gRPC, of every call: none is taken for done, and none is lost.
  @ParameterizedTest
  @EnumSource(value = Status.Code.class, mode = EnumSource.Mode.EXCLUDE, names = "OK")
  void whateverAServerAnswersItGoesOnOnceThatIsMended(Status.Code code) {
    for (var method : List.of("Create", "CreateKeys", "ListProfiles", "Get", "GetKeys")) {
      there.refuse(method, code.toStatus().withDescription("as the test wants, é"));

      var answer = chirpstack.keep(Landscape.wanted());

      if (!meansAbsent(method, code)) {
        assertEquals(expected(code), answer.getClass(), method + " " + answer);
        assertTrue(reason(answer).length() > 20, method + " " + answer);
      }
      there.relent();
      assertEquals(new Sent(), chirpstack.keep(Landscape.wanted()));
      assertEquals(1, there.size());
      there.forget(DEVICE);
    }
  }

  // Both say of a device that it is not there yet, or of its keys.
  private static boolean meansAbsent(String method, Status.Code code) {
    return method.equals("Get")
            && (code == Status.Code.NOT_FOUND || code == Status.Code.UNAUTHENTICATED)
        || method.equals("GetKeys") && code == Status.Code.NOT_FOUND;
  }

  private static Class<? extends Answer> expected(Status.Code code) {
    return switch (code) {
      case UNAVAILABLE, UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED -> Away.class;
      case CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, ABORTED, INTERNAL, DATA_LOSS -> Later.class;
      default -> Refused.class;
    };
  }

  private static String reason(Answer answer) {
    return switch (answer) {
      case Sent() -> "";
      case Away(var reason) -> reason;
      case Later(var reason) -> reason;
      case Refused(var reason) -> reason;
    };
  }

  private void assertRefused(String part, Wanted wanted) {
    var answer = assertInstanceOf(Refused.class, chirpstack.keep(wanted));
    assertTrue(answer.reason().contains(part), answer::reason);
  }

  private static Device.Builder byHand() {
    return Device.newBuilder()
        .setDevEui(DEVICE)
        .setName("Hase by hand")
        .setApplicationId(APPLICATION)
        .setDeviceProfileId("a profile of theirs");
  }
}
