package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.option.OpaqueOptionDefinition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pilotfeld.ingest.coap.CoapReceiver;

/// What a stranger may send to plain CoAP, datagram by datagram: it is answered, counted, and
/// nothing is kept of it. After each, a good reading is still taken.
class CoapAttackIT {

  private static final int JSON = 50;
  private static final int XML = 41;
  private static final byte[] BLOCK = new byte[1024];
  private static final int OPEN_LIMIT_OF_SENDER = 8;

  private static RunningSystem system;
  private RawSensor sensor;
  private long refused;
  private long received;

  @BeforeAll
  static void start() throws Exception {
    system = new RunningSystem(Map.of());
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @BeforeEach
  void count() throws Exception {
    sensor = new RawSensor(system.coap());
    system.application().intake().writeRefused();
    refused = system.tally("refused");
    received = system.tally("received");
  }

  @AfterEach
  void aGoodReadingIsStillTaken() throws Exception {
    assertEquals(
        ResponseCode.CHANGED,
        sensor.ask(RawSensor.post("up/gauge", JSON, "{\"level\":1}".getBytes())).getCode());
    sensor.close();
  }

  @Test
  void aBodyInBlocksIsTakenWhole() throws Exception {
    var body = new byte[20_000];
    Arrays.fill(body, (byte) 7);

    var answer = new CoapClient(system.coap() + "/up/gauge-in-blocks").post(body, 42);

    assertEquals(ResponseCode.CHANGED, answer.getCode());
    assertArrayEquals(body, lastBody());
  }

  @ParameterizedTest
  @ValueSource(ints = {2001, 3000, 10_000, 60_000})
  void aLargeDatagramIsAskedForInBlocks(int length) throws Exception {
    var answer = sensor.ask(RawSensor.post("up/gauge", JSON, new byte[length]));

    assertEquals(ResponseCode.REQUEST_ENTITY_TOO_LARGE, answer.getCode());
    assertEquals(CoapReceiver.BODY_LIMIT, answer.getOptions().getSize1());
    assertEquals(new BlockOption(6, false, 0), answer.getOptions().getBlock1());
    assertRefused(1);
  }

  static Stream<Arguments> firstBlocks() {
    return Stream.of(
        Arguments.of(RawSensor.post("down/gauge", JSON, BLOCK), ResponseCode.NOT_FOUND),
        Arguments.of(RawSensor.post("up/gauge/more", JSON, BLOCK), ResponseCode.NOT_FOUND),
        Arguments.of(RawSensor.post("up/no name", JSON, BLOCK), ResponseCode.NOT_FOUND),
        Arguments.of(
            RawSensor.post("up/gauge", XML, BLOCK), ResponseCode.UNSUPPORTED_CONTENT_FORMAT));
  }

  @ParameterizedTest
  @MethodSource("firstBlocks")
  void whatCannotBeTakenIsRefusedAtItsFirstBlock(Request first, ResponseCode code)
      throws Exception {
    first.getOptions().setBlock1(6, true, 0);

    assertEquals(code, sensor.ask(first).getCode());
    assertRefused(1);
  }

  @Test
  void aBodyThatAnnouncesTooMuchIsRefusedAtItsFirstBlock() throws Exception {
    var first = firstBlock("gauge");
    first.getOptions().setSize1(CoapReceiver.BODY_LIMIT + 1);

    var answer = sensor.ask(first);

    assertEquals(ResponseCode.REQUEST_ENTITY_TOO_LARGE, answer.getCode());
    assertEquals(CoapReceiver.BODY_LIMIT, answer.getOptions().getSize1());
    assertRefused(1);
  }

  @Test
  void aBlockWithMoreBytesThanItSaysIsRefused() throws Exception {
    var first = RawSensor.post("up/gauge", JSON, BLOCK);
    first.getOptions().setBlock1(0, true, 0);

    assertEquals(ResponseCode.BAD_REQUEST, sensor.ask(first).getCode());
    assertRefused(1);
  }

  @Test
  void aBlockWithoutThoseBeforeItIsRefused() throws Exception {
    var third = RawSensor.post("up/gauge", JSON, BLOCK);
    third.getOptions().setBlock1(6, true, 2);

    assertEquals(ResponseCode.REQUEST_ENTITY_INCOMPLETE, sensor.ask(third).getCode());
    assertRefused(1);
  }

  @Test
  void aSenderWithTooManyUnfinishedBodiesIsToldToComeBack() throws Exception {
    for (var number = 0; number < OPEN_LIMIT_OF_SENDER; number++) {
      assertEquals(ResponseCode.CONTINUE, sensor.ask(firstBlock("gauge-" + number)).getCode());
    }

    var answer = sensor.ask(firstBlock("gauge"));

    assertEquals(ResponseCode.SERVICE_UNAVAILABLE, answer.getCode());
    assertEquals(CoapReceiver.COME_BACK_AFTER, answer.getOptions().getMaxAge());
    assertRefused(1);
  }

  static Stream<Arguments> options() {
    return Stream.of(
        option(
            options -> options.setProxyUri("coap://elsewhere/"), ResponseCode.PROXY_NOT_SUPPORTED),
        option(options -> options.setProxyScheme("coap"), ResponseCode.PROXY_NOT_SUPPORTED),
        option(options -> options.addIfMatch(new byte[] {1}), ResponseCode.BAD_OPTION),
        option(options -> options.setIfNoneMatch(true), ResponseCode.BAD_OPTION),
        option(options -> options.setOscore(new byte[] {1}), ResponseCode.BAD_OPTION),
        option(
            options ->
                options.addOtherOption(
                    new OpaqueOptionDefinition(2049, "unknown").create(new byte[] {1})),
            ResponseCode.BAD_OPTION));
  }

  private static Arguments option(Consumer<OptionSet> option, ResponseCode code) {
    return Arguments.of(option, code);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("options")
  void anOptionThatIsNotHeededIsNotPassedOver(Consumer<OptionSet> option, ResponseCode code)
      throws Exception {
    var request = RawSensor.post("up/gauge", JSON, "{\"level\":1}".getBytes());
    option.accept(request.getOptions());

    assertEquals(code, sensor.ask(request).getCode());
    assertRefused(1);
  }

  @Test
  void aRequestThatComesAgainIsAnsweredAsBeforeAndCountedOnce() throws Exception {
    var request = RawSensor.post("down/gauge", JSON, BLOCK);

    assertEquals(ResponseCode.NOT_FOUND, sensor.ask(request).getCode());
    assertEquals(ResponseCode.NOT_FOUND, sensor.askAgain(request).getCode());
    assertRefused(1);
  }

  private static Request firstBlock(String device) {
    var request = RawSensor.post("up/" + device, JSON, BLOCK);
    request.getOptions().setBlock1(6, true, 0);
    return request;
  }

  private void assertRefused(long more) throws Exception {
    system.application().intake().writeRefused();
    assertEquals(refused + more, system.tally("refused"));
    assertEquals(received, system.tally("received"));
  }

  private static byte[] lastBody() {
    return system
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT body FROM message ORDER BY id DESC LIMIT 1")
                    .mapTo(byte[].class)
                    .one());
  }
}
