package pilotfeld.processing.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.MultiMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScrapeTest {

  private static final MultiMap NONE = MultiMap.caseInsensitiveMultiMap();

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.53", "::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1"})
  void whoAsksFromLoopbackIsOfThisMachine(String address) {
    assertTrue(Scrape.isOfThisMachine(address, NONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "10.0.0.1", "0.0.0.0", "::", "fe80::1", "::ffff:10.0.0.1"})
  void whoAsksFromElsewhereIsNot(String address) {
    assertFalse(Scrape.isOfThisMachine(address, NONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Forwarded", "x-forwarded-for", "X-Real-IP", "Via"})
  void whoAsksThroughAProxyIsNot(String header) {
    var headers = MultiMap.caseInsensitiveMultiMap().add(header, "192.0.2.1");

    assertFalse(Scrape.isOfThisMachine("127.0.0.1", headers));
  }
}
