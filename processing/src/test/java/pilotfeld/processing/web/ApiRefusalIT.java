package pilotfeld.processing.web;

import static java.net.http.HttpRequest.BodyPublishers.ofByteArray;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.web.Answers.assertProblem;
import static pilotfeld.processing.web.Answers.head;
import static pilotfeld.processing.web.Answers.json;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A request that is wrong is told where and why.
class ApiRefusalIT {

  @AutoClose private static final Everyone everyone = Everyone.withGauge();
  private static final Administrator administrator = new Administrator(everyone);

  @Test
  void whatIsWrongIsNamedAtItsPlace() throws Exception {
    var refused =
        administrator.post(
            "/api/sites",
            "{'id':'not allowed!','pilot':'water','position':{'latitude':95,'longitude':8},'colour':'red'}");

    assertProblem(400, refused, "");
    var places = new ArrayList<String>();
    json(refused)
        .path("errors")
        .forEach(each -> places.add(each.path("in").asText() + each.path("where").asText()));
    assertTrue(
        places.containsAll(List.of("body/id", "body/position/latitude", "body/colour")),
        refused.body());
  }

  @ParameterizedTest
  @CsvSource({
    "limit, /api/sites?limit=0",
    "limit, /api/sites?limit=501",
    "limit, /api/sites?limit=ten",
    "limit, /api/sites?limit=1e400",
    "limit, /api/sites?limit=99999999999999999999",
    "limit, /api/sites?limit=1&limit=2",
    "pilto, /api/sites?pilto=water",
    "missing, /api/assets?missing=perhaps",
    "lifecycle, /api/assets?lifecycle=dead",
    "at, /api/deployments?at=yesterday",
    "at, /api/deployments?at=2026-02-30",
    "at, /api/deployments?at=",
    "to, /audit.csv?to=",
    "site, /api/sites/%20",
    "site, /api/sites/a%0Ab",
    "cause, /api/quarantine?cause=a%00b",
    "deployment, /api/deployments/0",
    "deployment, /api/deployments/one",
    "devEui, /api/deliveries/1234"
  })
  void aParameterThatIsWrongIsNamed(String name, String path) throws Exception {
    var refused = administrator.get(path);

    assertProblem(400, refused, "");
    assertEquals(name, json(refused).path("errors").path(0).path("where").asText(), refused::body);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/sites/hase-1/readings?from=2000-01-01",
    "/api/sites/hase-1/readings?from=2026-07-02&to=2026-07-01",
    "/export.csv?pilot=water&from=2026-07-01&to=2026-07-01"
  })
  void aSpanThatIsNoneOrTooLongContradictsItself(String path) throws Exception {
    assertProblem(422, administrator.get(path), "from");
  }

  @Test
  void aTextThatLooksLikeANumberStaysAText() throws Exception {
    administrator.post("/api/sites", "{'id':'0815.2','pilot':'water','name':'1.50'}");

    assertEquals("1.50", json(administrator.get("/api/sites/0815.2")).path("name").asText());
    assertEquals(200, administrator.get("/api/quarantine?cause=100%25").statusCode());
    assertEquals(200, administrator.get("/api/models?vendor=%22a%22").statusCode());
    assertEquals(
        200, administrator.get("/api/deployments?at=2026-07-01T12:00:00+02:00").statusCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{",
        "[]",
        "null",
        "{'id':'a','id':'b','pilot':'water'}",
        "{'id':'a','pilot':'water'} x",
        "{'id':'a','pilot':'water','name':'a\\u0000b'}",
        "{'id':'a','pilot':'water','name':'\\ud800'}",
        "{'id':'a','pilot':'water','name':''}",
        "{'id':null,'pilot':'water'}",
        "{'id':'a\\n','pilot':'water'}",
        "{'id':'a','pilot':'water','position':{'latitude':1e400,'longitude':0}}",
        "{'id':'a','pilot':'water','position':{'latitude':NaN,'longitude':0}}"
      })
  void aBodyThatIsNoneIsExplained(String body) throws Exception {
    assertProblem(400, administrator.post("/api/sites", body), "");
  }

  @Test
  void aBodyHasALargestSizeAndADeepestNesting() throws Exception {
    var large = "{'id':'large','pilot':'water','name':'" + "x".repeat(70_000) + "'}";
    assertProblem(413, administrator.post("/api/sites", large), "");
    var deep = "[".repeat(10_000);
    assertProblem(400, administrator.post("/api/sites", deep), "");
  }

  @Test
  void aBodyOfAnotherTypeIsRefused() throws Exception {
    var request = administrator.request("POST", "/api/sites").header("Content-Type", "text/plain");

    assertProblem(415, everyone.send(request.method("POST", ofString("{}"))), "application/json");
  }

  @Test
  void whoMayNotSendABodyIsToldSoBeforeItIsRead() throws Exception {
    var request = everyone.request("POST", "/api/asset-imports");
    var large = new byte[17 * 1024 * 1024];

    assertProblem(401, everyone.send(request.method("POST", ofByteArray(large))), "account");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /api/status, 'GET, HEAD'",
    "GET, /api/quarantine/replay, POST",
    "POST, /api/quarantine/causes, 'GET, HEAD'",
    "OPTIONS, /api/deployments/1, 'DELETE, GET, HEAD, PATCH'",
    "DELETE, /export.csv, 'GET, HEAD'"
  })
  void aMethodThatIsNotPossibleIsAnsweredByThoseThatAre(String method, String path, String allowed)
      throws Exception {
    var refused = everyone.send(administrator.request(method, path));

    assertProblem(405, refused, allowed);
    assertEquals(allowed, head(refused, "Allow"));
  }

  @ParameterizedTest
  @CsvSource({"GET", "POST", "DELETE"})
  void whereNothingIsNothingIsFound(String method) throws Exception {
    assertProblem(404, everyone.send(administrator.request(method, "/api/nothing/here")), "/api");
  }
}
