package pilotfeld.processing.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

  private static final String PROXY = "10.1.2.3";
  private final TrustedProxies proxies =
      TrustedProxies.of(List.of(PROXY, "10.9.0.0/16", "fd00:1::/32"));

  @Test
  void whoConnectsWithoutAProxyIsWhoAsks() {
    assertEquals("192.0.2.7", proxies.client("192.0.2.7", List.of(), List.of()));
  }

  @Test
  void aTrustedProxySaysForWhomItAsks() {
    assertEquals("192.0.2.7", forwardedFor(PROXY, "192.0.2.7"));
    assertEquals("192.0.2.7", forwarded(PROXY, "for=192.0.2.7;proto=https;by=10.1.2.3"));
  }

  @Test
  void nobodyElseIsBelieved() {
    assertEquals("192.0.2.7", forwardedFor("192.0.2.7", "198.51.100.1"));
    assertEquals("192.0.2.7", forwarded("192.0.2.7", "for=198.51.100.1"));
    assertEquals(PROXY, TrustedProxies.NONE.client(PROXY, List.of("198.51.100.1"), List.of()));
  }

  @Test
  void whatAClientClaimsBeforeItsProxyDoesNotCount() {
    assertEquals("192.0.2.7", forwardedFor(PROXY, "198.51.100.1, 192.0.2.7"));
    assertEquals("192.0.2.7", forwarded(PROXY, "for=198.51.100.1, for=192.0.2.7"));
    assertEquals(
        "192.0.2.7", proxies.client(PROXY, List.of("198.51.100.1", "192.0.2.7"), List.of()));
  }

  @Test
  void aChainOfTrustedProxiesIsFollowedToItsEnd() {
    assertEquals("192.0.2.7", forwardedFor(PROXY, "198.51.100.1, 192.0.2.7, 10.9.4.4"));
    assertEquals("10.9.4.4", forwardedFor(PROXY, "10.9.4.4"));
  }

  @Test
  void twoHeadersThatContradictEachOtherAreWorthNothing() {
    assertEquals(PROXY, proxies.client(PROXY, List.of("192.0.2.7"), List.of("for=198.51.100.1")));
    assertEquals(
        "192.0.2.7", proxies.client(PROXY, List.of("192.0.2.7"), List.of("for=192.0.2.7")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.7:4711 | 192.0.2.7",
        "[2001:db8::1]:4711 | 2001:db8:0:0:0:0:0:1",
        "2001:db8::1 | 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1] | 2001:db8:0:0:0:0:0:1"
      })
  void anAddressMayHaveAPortAndBrackets(String written, String address) {
    assertEquals(address, forwardedFor(PROXY, written));
    assertEquals(address, forwarded(PROXY, "proto=https; For=\"" + written + "\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "_hidden", "", "host.example", "192.0.2.7, , "})
  void whereNoAddressStandsTheProxyIsWhoAsks(String nothing) {
    assertEquals(PROXY, forwardedFor(PROXY, nothing));
    assertEquals(PROXY, forwarded(PROXY, "for=\"" + nothing + "\""));
  }

  @Test
  void aWayWithoutEndIsLookedAtInPart() {
    var proxiesOnly = String.join(",", Collections.nCopies(100_000, "10.9.4.4"));

    assertEquals("10.9.4.4", forwardedFor(PROXY, "192.0.2.7," + proxiesOnly));
  }

  @Test
  void rangesOfBothFamiliesAreKnown() {
    assertEquals("192.0.2.7", forwardedFor("10.9.255.255", "192.0.2.7"));
    assertEquals("10.10.0.0", forwardedFor("10.10.0.0", "192.0.2.7"));
    assertEquals("192.0.2.7", forwardedFor("fd00:1:0:0:0:0:0:9", "192.0.2.7"));
    assertEquals("fd00:2:0:0:0:0:0:9", forwardedFor("fd00:2:0:0:0:0:0:9", "192.0.2.7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy", "10.1.2.0/33", "10.1.2.0/", "10.1.2.0/-1", "/8", "fd00::/129"})
  void whatIsNoRangeIsNamed(String text) {
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> TrustedProxies.of(List.of(text)));

    assertEquals(
        "“" + text + "” is no address and no range such as 10.1.2.0/24", refusal.getMessage());
  }

  private String forwardedFor(String peer, String value) {
    return proxies.client(peer, List.of(value), List.of());
  }

  private String forwarded(String peer, String value) {
    return proxies.client(peer, List.of(), List.of(value));
  }
}
