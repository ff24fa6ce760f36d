package pilotfeld.processing.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.codec.CodecLimits;
import pilotfeld.processing.codec.Codecs;
import pilotfeld.processing.fixture.GaugeFrame;
import pilotfeld.processing.reading.Flag;
import pilotfeld.processing.reading.Interpretation;
import pilotfeld.processing.reading.Interpretation.Malformed;
import pilotfeld.processing.reading.Interpretation.Stored;
import pilotfeld.processing.reading.Interpretation.Unregistered;
import pilotfeld.processing.reading.Measurement;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.QualityTest;
import pilotfeld.processing.reading.SeriesKey;
import pilotfeld.processing.reading.SeriesKey.SubjectKind;
import pilotfeld.processing.reading.TestFlags;
import pilotfeld.processing.reading.TimeLadder;
import pilotfeld.processing.reading.TimeSource;
import pilotfeld.processing.reading.Uplink.Kind;
import pilotfeld.processing.registry.Device;
import pilotfeld.processing.registry.Device.Deployment;
import pilotfeld.processing.registry.DeviceModel;
import pilotfeld.processing.registry.ModelFolders;
import pilotfeld.processing.registry.RegistrySnapshot;

/// What network servers send: frames of a registered gauge, and what else there is to a device.
class InterpreterFramesTest {

  private static final Instant NOON = Instant.parse("2026-07-18T12:00:00Z");
  private static final String GAUGE = "70b3d57ba0000001";
  private static final String EVENTS = "application/water/device/" + GAUGE + "/event/";
  private static final Map<String, DeviceModel> MODELS =
      Map.of(GAUGE, model("decentlab-dl-mbx"), "hase-own", model("pilotfeld-senml-level"));
  private static final RegistrySnapshot REGISTRY =
      new RegistrySnapshot(
          1,
          MODELS.entrySet().stream()
              .map(
                  each ->
                      new Device(
                          each.getKey(),
                          each.getValue(),
                          List.of(
                              new Deployment(
                                  "hase-1", NOON.minus(Duration.ofDays(1)), Optional.empty()))))
              .toList());

  private static Codecs codecs;
  private static Interpreter interpreter;

  @BeforeAll
  static void open() {
    codecs = new Codecs(CodecLimits.DEFAULT);
    interpreter = new Interpreter(codecs, TimeLadder.DEFAULT);
  }

  @AfterAll
  static void close() {
    codecs.close();
  }

  @Test
  void aFrameGivesWhatItsModelMapsWithTheFlagsThatNeedNoNeighbours() {
    var flags = TestFlags.NONE.with(QualityTest.TIME_SOURCE, Flag.PASS);
    var inRange = flags.with(QualityTest.GROSS_RANGE, Flag.PASS);

    var stored = stored(GaugeFrame.of(GAUGE, 1, 9500, NOON).message());

    assertEquals(
        List.of(
            new Measurement(
                site("distance", "mm"),
                NOON,
                9500,
                flags.with(QualityTest.GROSS_RANGE, Flag.SUSPECT)),
            new Measurement(device(GAUGE, "valid_samples", "1"), NOON, 15, inRange),
            new Measurement(device(GAUGE, "battery_voltage", "V"), NOON, 2.993, inRange)),
        stored.measurements());
    assertEquals("decentlab-dl-mbx", stored.uplink().decoder().orElseThrow().model());
  }

  @Test
  void theSameMessageIsTheSameWheneverItIsInterpreted() {
    var message = GaugeFrame.of(GAUGE, 1, 1234, NOON).message();

    assertEquals(interpret(message), interpret(message));
  }

  @Test
  void theSameFrameUnderAnotherMessageIdHasAnotherIdentityAndTheSameFrame() {
    var frame = GaugeFrame.of(GAUGE, 1, 1234, NOON);

    var first = stored(frame.message()).uplink();
    var second = stored(frame.underAnotherMessageId().message()).uplink();

    assertNotEquals(first.identity(), second.identity());
    assertEquals(first.frame(), second.frame());
    assertNotEquals(
        first.frame(), stored(GaugeFrame.of(GAUGE, 2, 1234, NOON).message()).uplink().frame());
    assertNotEquals(
        first.frame(), stored(GaugeFrame.of(GAUGE, 1, 1235, NOON).message()).uplink().frame());
  }

  @Test
  void aNetworkTimeThatCannotBeBelievedIsReplacedAndMakesTheReadingSuspect() {
    var frame = GaugeFrame.of(GAUGE, 1, 1234, NOON.minus(Duration.ofDays(93)));
    var late = arrivedAt(frame.message(), NOON);

    var stored = stored(late);

    assertEquals(TimeSource.ARRIVAL, stored.uplink().moment().source());
    assertEquals(NOON, stored.measurements().getFirst().time());
    assertEquals(
        Flag.SUSPECT, stored.measurements().getFirst().tests().of(QualityTest.TIME_SOURCE));
  }

  @Test
  void aFrameWithoutAPayloadIsStoredWithoutReadings() {
    var body = text(GaugeFrame.of(GAUGE, 1, 1234, NOON));
    var empty = body.replaceFirst("\"data\":\"[^\"]*\"", "\"data\":\"\"");
    var macOnly = body.replace("\"fPort\":1", "\"fPort\":0");

    assertEquals(List.of(), stored(up(empty)).measurements());
    assertEquals(List.of(), stored(up(macOnly)).measurements());
  }

  @Test
  void anEncryptedPayloadIsMalformedAndSaysWhatToDo() {
    var body =
        text(GaugeFrame.of(GAUGE, 1, 1234, NOON)).replaceFirst("\\{", "{\"joinServerContext\":{},");

    assertEquals(
        "the payload is encrypted: let the network server have the AppSKey", reason(up(body)));
  }

  @Test
  void aFieldThatIsUnknownOrInAUnitOfSomethingElseIsRemarkedUponAndTheOthersAreRead() {
    var pack =
        "[{\"n\":\"distance\",\"v\":1234},{\"n\":\"depth\",\"v\":1},{\"n\":\"temperature\",\"u\":\"V\",\"v\":290}]";

    var stored = stored(senml(pack));

    assertEquals(1, stored.measurements().size());
    assertEquals(
        Optional.of(
            "the model pilotfeld-senml-level has no field depth; temperature came in V, which does not convert to Cel of the model"),
        stored.uplink().reason());
  }

  @Test
  void aValueInAnotherUnitIsConverted() {
    var pack =
        "[{\"n\":\"distance\",\"u\":\"m\",\"v\":1.234},{\"n\":\"temperature\",\"u\":\"K\",\"v\":290}]";

    var stored = stored(senml(pack));

    assertEquals(
        List.of(1234.0, 16.85), stored.measurements().stream().map(Measurement::value).toList());
    assertEquals(Optional.empty(), stored.uplink().reason());
  }

  @Test
  void aSensorWithoutAClockIsNotEvaluatedForItsTimeAndHasNoIdentity() {
    var stored = stored(senml("[{\"n\":\"distance\",\"v\":1234}]"));

    assertEquals(Optional.empty(), stored.uplink().identity());
    assertEquals(
        Flag.NOT_EVALUATED, stored.measurements().getFirst().tests().of(QualityTest.TIME_SOURCE));
    assertEquals(Flag.PASS, stored.measurements().getFirst().tests().aggregate());
  }

  @Test
  void eachRecordOfAPackHasItsOwnTime() {
    var stored =
        stored(
            senml(
                "[{\"bt\":1784376000,\"n\":\"distance\",\"t\":-60,\"v\":1},{\"n\":\"distance\",\"v\":2}]"));

    assertEquals(
        List.of(NOON.minusSeconds(60), NOON),
        stored.measurements().stream().map(Measurement::time).toList());
    assertEquals(TimeSource.PAYLOAD, stored.uplink().moment().source());
    assertTrue(stored.uplink().identity().isPresent());
  }

  @Test
  void theNetworkServersStatusBecomesReadingsOfTheDeviceUnderNamesOfTheirOwn() {
    var status =
        """
        {"deduplicationId":"9ad4d9a4-2f0c-4d3a-b0d3-8b0a4a0e3f51","time":"2026-07-18T12:00:00Z",
         "deviceInfo":{"devEui":"70b3d57ba0000001"},"margin":12,"batteryLevel":92.5}
        """;

    var stored = stored(message(EVENTS + "status", status));

    assertEquals(
        List.of(
            device(GAUGE, "downlink_margin", "dB"), device(GAUGE, "reported_battery_level", "%")),
        stored.measurements().stream().map(Measurement::series).toList());
    assertEquals(Kind.STATUS, stored.uplink().kind());
  }

  @Test
  void aLogOfTheNetworkServerIsKeptWithItsText() {
    var log =
        """
        {"time":"2026-07-18T12:00:00Z","deviceInfo":{"devEui":"70b3d57ba0000001"},"level":"ERROR","code":"UPLINK_CODEC",
         "description":"JS error"}
        """;

    assertEquals(
        Optional.of("ERROR UPLINK_CODEC: JS error"),
        stored(message(EVENTS + "log", log)).uplink().reason());
  }

  @Test
  void anUnknownDeviceIsUnregisteredWhateverItsPayload() {
    var unknown = GaugeFrame.of("70b3d57ba0000009", 1, 1234, NOON).message();

    assertInstanceOf(Unregistered.class, interpret(unknown));
  }

  @Test
  void equalBytesThatNobodyCanReadAreToldApartByNothingButTheTransport() {
    var message = message("nowhere", "?");

    var malformed = assertInstanceOf(Malformed.class, interpret(message));

    assertEquals(Optional.empty(), malformed.uplink().identity());
    assertEquals(malformed, interpret(message));
  }

  private static Interpretation interpret(Message message) {
    return interpreter.interpret(message, REGISTRY);
  }

  private static Stored stored(Message message) {
    return assertInstanceOf(Stored.class, interpret(message));
  }

  private static String reason(Message message) {
    return assertInstanceOf(Malformed.class, interpret(message)).uplink().reason().orElseThrow();
  }

  private static String text(GaugeFrame frame) {
    return new String(frame.message().body(), StandardCharsets.UTF_8);
  }

  private static Message up(String body) {
    return message(EVENTS + "up", body);
  }

  private static Message senml(String pack) {
    return message("up/hase-own?ct=110", pack);
  }

  private static Message message(String topic, String body) {
    return new Message("test", topic, body.getBytes(StandardCharsets.UTF_8), NOON, false);
  }

  private static Message arrivedAt(Message message, Instant time) {
    return new Message(message.source(), message.topic(), message.body(), time, false);
  }

  private static SeriesKey site(String quantity, String unit) {
    return new SeriesKey(SubjectKind.SITE, "hase-1", quantity, "", unit);
  }

  private static SeriesKey device(String device, String quantity, String unit) {
    return new SeriesKey(SubjectKind.DEVICE, device, quantity, "", unit);
  }

  private static DeviceModel model(String id) {
    return ModelFolders.builtIn().stream()
        .filter(source -> source.id().equals(id))
        .findFirst()
        .orElseThrow()
        .model();
  }
}
