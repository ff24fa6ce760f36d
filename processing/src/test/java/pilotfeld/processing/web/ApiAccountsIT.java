package pilotfeld.processing.web;

import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.account.Role.ADMINISTRATOR;
import static pilotfeld.processing.account.Role.ENGINEER;
import static pilotfeld.processing.web.Answers.assertProblem;
import static pilotfeld.processing.web.Answers.head;
import static pilotfeld.processing.web.Answers.json;

import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.EnumSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.account.Permission;

/// Users and tokens, made and taken away by the interface.
class ApiAccountsIT {

  @AutoClose private static final Everyone everyone = Everyone.withGauge();
  private static final Administrator administrator = new Administrator(everyone);

  @Test
  void aPasswordIsShownOnceAndKeptNowhere() throws Exception {
    var body = "{'name':'erna','role':'evaluator'}";
    var first = administrator.post("/api/users", body, "key-6");
    var password = json(first).path("password").asText();
    var second = administrator.post("/api/users", body, "key-6");

    assertEquals(201, first.statusCode(), first::body);
    assertTrue(password.length() >= 16, password);
    assertEquals(201, second.statusCode(), second::body);
    assertTrue(json(second).path("password").isNull());
    var kept =
        everyone
            .riverside()
            .texts("SELECT coalesce(body, '') FROM idempotency WHERE key = 'key-6'");
    assertFalse(kept.getFirst().contains(password));
    assertFalse(json(administrator.get("/api/users/erna")).has("password"));
  }

  @Test
  void aTokenOpensWhatItIsForUntilItIsRevoked() throws Exception {
    var made =
        administrator.post(
            "/api/tokens",
            "{'title':'report','scope':['read-registry'],'expiresAt':'" + soon() + "'}");
    assertEquals(201, made.statusCode(), made::body);
    var text = json(made).path("token").asText();
    var shown = administrator.get(head(made, "Location"));
    assertTrue(json(shown).path("token").isNull());
    assertEquals("read-registry", json(shown).path("scope").path(0).asText());

    assertEquals(200, everyone.status(bearing(text, "/api/sites")));
    assertEquals(403, everyone.status(bearing(text, "/api/quarantine")));
    assertEquals(204, everyone.status(administrator.request("DELETE", head(made, "Location"))));
    assertEquals(401, everyone.status(bearing(text, "/api/sites")));
  }

  @Test
  void nobodyMakesATokenForMoreThanTheyShow() throws Exception {
    var body =
        "{'title':'more','scope':['manage-users'],'expiresAt':'%s'}"
            .formatted(soon())
            .replace('\'', '"');

    var narrow =
        everyone.withToken(
            ADMINISTRATOR,
            EnumSet.of(Permission.OWN_TOKENS),
            everyone.request("POST", "/api/tokens"));
    assertProblem(403, everyone.send(narrow.method("POST", ofString(body))), "scope");
    var engineer =
        everyone.asProgramOf(ENGINEER, "POST", "/api/tokens").method("POST", ofString(body));
    assertProblem(403, everyone.send(engineer), "engineer");
    var forOther =
        everyone
            .asProgramOf(ENGINEER, "POST", "/api/tokens")
            .method(
                "POST",
                ofString(
                    body.replace("manage-users", "read-registry")
                        .replace("{", "{\"account\":\"evaluator\",")));
    assertProblem(403, everyone.send(forOther), "engineer");
    assertEquals(
        403,
        everyone.status(everyone.asProgramOf(ENGINEER, "GET", "/api/tokens?account=evaluator")));
  }

  @Test
  void tokensOfOthersAreAsIfTheyWereNotThere() throws Exception {
    var made =
        administrator.post(
            "/api/tokens",
            "{'title':'mine','scope':['read-registry'],'expiresAt':'" + soon() + "'}");
    var address = head(made, "Location");

    assertEquals(404, everyone.status(everyone.asProgramOf(ENGINEER, "GET", address)));
    assertEquals(404, everyone.status(everyone.asProgramOf(ENGINEER, "DELETE", address)));
    assertEquals(200, administrator.get(address).statusCode());
  }

  @Test
  void oneAdministratorStays() throws Exception {
    var user = administrator.get("/api/users/administrator");

    var change =
        administrator.put(
            "/api/users/administrator", "{'role':'engineer','disabled':false}", head(user, "ETag"));

    assertProblem(409, change, "administrator would be left");
  }

  private static HttpRequest.Builder bearing(String token, String path) {
    return everyone.request("GET", path).header("Authorization", "Bearer " + token);
  }

  private static String soon() {
    return Instant.now().plusSeconds(3600).toString();
  }
}
