package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.elements.exception.ConnectorException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pilotfeld.processing.registry.Registrar;

/// Every content format that CoAP may bring, confirmable and not, without DTLS.
class CoapFormatsIT {

  private static final Instant SINCE = Instant.now().minus(30, ChronoUnit.DAYS);
  private static final String OWN = "pilotfeld-senml-level";

  // The same distance in each: SenML, an object, and a frame of Decentlab's DL-MBX.
  private static final Map<Integer, byte[]> BODIES =
      Map.of(
          110, text("[{\"n\":\"distance\",\"u\":\"mm\",\"v\":1234}]"),
          112, hex("81a3006864697374616e636501626d6d021904d2"),
          50, text("{\"distance\":1234}"),
          60, hex("a16864697374616e63651904d2"),
          42, hex("02012f000304d200010bb1"));

  private static RunningSystem system;

  @BeforeAll
  static void start() throws Exception {
    system = new RunningSystem(Map.of());
    system
        .application()
        .registrar()
        .pilot(new Registrar.Pilot("water", "Water level", "", LocalDate.EPOCH));
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  static Stream<Arguments> formats() {
    return BODIES.keySet().stream()
        .sorted()
        .flatMap(format -> Stream.of(true, false).map(each -> Arguments.of(format, each)));
  }

  @ParameterizedTest(name = "{0}, confirmable: {1}")
  @MethodSource("formats")
  void eachFormatBecomesTheReadingThatItHolds(int format, boolean confirmable) throws Exception {
    var device = "gauge-" + format + "-" + confirmable;
    register(device, format == 42 ? "decentlab-dl-mbx" : OWN);

    var answer = post(device, BODIES.get(format), format, confirmable);

    assertEquals(ResponseCode.CHANGED, answer.getCode());
    assertEquals(List.of(1234.0), distances(device));
  }

  @Test
  void aFormatThatIsNotKnownIsKeptAndNamed() throws Exception {
    register("gauge-xml", OWN);

    var answer = post("gauge-xml", text("<distance>1234</distance>"), 41, true);

    assertEquals(ResponseCode.BAD_REQUEST, answer.getCode());
    assertTrue(
        answer.getResponseText().startsWith("kept in quarantine: content format 41"),
        answer.getResponseText());
  }

  @Test
  void withoutASecretNothingListensForDtls() {
    assertDoesNotThrow(() -> new DatagramSocket(system.coaps()).close());
  }

  private static CoapResponse post(String device, byte[] body, int format, boolean confirmable)
      throws ConnectorException, IOException {
    var client = new CoapClient(system.coap() + "/up/" + device);
    return (confirmable ? client.useCONs() : client.useNONs()).post(body, format);
  }

  private static void register(String device, String model) {
    var registrar = system.application().registrar();
    registrar.site(new Registrar.Site(device, "water", Optional.empty(), device, 52.28, 8.05));
    registrar.place(new Registrar.Placement(device, model, device, SINCE, Optional.empty()));
    system.application().refreshRegistry();
  }

  private static List<Double> distances(String site) {
    return system
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT value FROM dash_reading WHERE site = :site AND quantity = 'distance'")
                    .bind("site", site)
                    .mapTo(Double.class)
                    .list());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
