package pilotfeld.processing.web;

import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.account.Role.ADMINISTRATOR;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A page behind a trusted proxy, which is this test.
class ReachIT {

  @AutoClose private static final Everyone everyone = new Everyone(true);

  @Test
  void theTrailKnowsTheClientBehindTheProxy() throws Exception {
    var export =
        everyone.request("GET", "/audit.csv?to=2100-01-01").header("X-Forwarded-For", "192.0.2.7");

    var trail = everyone.send(everyone.asPageOf(ADMINISTRATOR, export)).body();

    assertTrue(trail.contains("administrator,login,192.0.2.7,audit_exported,,"), trail);
  }

  @Test
  void whoGuessesPasswordsBehindAProxyKeepsNobodyElseOut() throws Exception {
    for (var guess = 0; guess < 40; guess++) {
      guess("192.0.2.66");
    }

    assertEquals(429, guess("192.0.2.66"));
    assertEquals(401, guess("192.0.2.7"));
  }

  private static int guess(String client) throws Exception {
    var login =
        everyone
            .request("GET", "/api/login")
            .POST(ofString("{\"name\":\"engineer\",\"password\":\"guess\"}"))
            .header("X-Forwarded-For", client);
    return everyone.status(login);
  }
}
