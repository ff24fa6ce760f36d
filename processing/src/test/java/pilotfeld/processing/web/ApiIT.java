package pilotfeld.processing.web;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static java.net.http.HttpRequest.BodyPublishers.ofByteArray;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.account.Role.ADMINISTRATOR;
import static pilotfeld.processing.account.Role.ENGINEER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pilotfeld.processing.account.Permission;
import pilotfeld.processing.account.Role;

/// What the interface promises of every operation, tried on some.
class ApiIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "Idempotency-Key";

  private static Everyone everyone;

  @BeforeAll
  static void start() {
    everyone = new Everyone(false);
    everyone.riverside().withGauge("70b3d57ba0000001", "hase-1");
  }

  @AfterAll
  static void stop() {
    everyone.close();
  }

  @Test
  void whatIsMadeIsThereUnderItsAddressAndInTheTrail() throws Exception {
    var made = post("/api/sites", "{'id':'made-1','pilot':'water','name':'Made'}");

    assertEquals(201, made.statusCode(), made::body);
    assertEquals("/api/sites/made-1", head(made, "Location"));
    var read = get("/api/sites/made-1");
    assertEquals(json(made), json(read));
    assertEquals(head(made, "ETag"), head(read, "ETag"));
    assertEquals("Made", json(read).path("name").asText());
    assertTrue(json(read).path("position").isNull());
    var entry = json(get("/api/audit?action=site_added&subject=made-1")).path(0);
    assertEquals("administrator", entry.path("actor").asText());
    assertEquals("token", entry.path("way").asText());
    assertEquals("water", entry.path("detail").path("pilot").asText());
  }

  @Test
  void whatIsThereAlreadyOrRefersToNothingIsAConflict() throws Exception {
    assertProblem(409, post("/api/sites", "{'id':'hase-1','pilot':'water'}"), "already");
    assertProblem(409, post("/api/sites", "{'id':'new','pilot':'nowhere'}"), "no such pilot");
    assertProblem(
        409,
        post("/api/devices", "{'id':'0123456789abcdef','model':'none'}"),
        "no such device model");
    assertProblem(
        409,
        post(
            "/api/deployments",
            "{'device':'70b3d57ba0000001','model':'decentlab-dl-mbx','site':'hase-1','startsAt':'2026-02-01'}"),
        "end that deployment first");
  }

  @Test
  void aListComesInPartsThatMeetWithoutGapOrOverlap() throws Exception {
    for (var site = 0; site < 5; site++) {
      post("/api/sites", "{'id':'part-" + site + "','pilot':'water'}");
    }
    var whole = ids(get("/api/sites?pilot=water"));
    var parts = new ArrayList<String>();
    var next = "/api/sites?pilot=water&limit=2";
    while (next != null) {
      var part = get(next);
      assertEquals(200, part.statusCode(), part::body);
      assertTrue(ids(part).size() <= 2);
      parts.addAll(ids(part));
      next = next(part);
    }

    assertTrue(whole.size() >= 6, whole::toString);
    assertEquals(whole, parts);
  }

  private static String next(HttpResponse<String> part) {
    var link = part.headers().firstValue("Link");
    link.ifPresent(each -> assertTrue(each.endsWith("; rel=\"next\""), each));
    return link.map(each -> each.substring(1, each.indexOf('>'))).orElse(null);
  }

  private static List<String> ids(HttpResponse<String> answer) throws Exception {
    var ids = new ArrayList<String>();
    json(answer).forEach(each -> ids.add(each.path("id").asText()));
    return ids;
  }

  @ParameterizedTest
  @CsvSource({"AAAA", "!", "bm8gbnVtYmVy"})
  void aCursorThatWasNotGivenIsRefused(String cursor) throws Exception {
    assertProblem(400, get("/api/deployments?cursor=" + cursor), "cursor");
  }

  @Test
  void whoHasSeenWhatIsThereIsNotSentItAgain() throws Exception {
    var tag = head(get("/api/sites/hase-1"), "ETag");

    var again =
        everyone.send(asAdministrator("GET", "/api/sites/hase-1").header("If-None-Match", tag));
    assertEquals(304, again.statusCode());
    assertEquals("", again.body());
    var other =
        everyone.send(
            asAdministrator("GET", "/api/sites/hase-1").header("If-None-Match", "\"other\""));
    assertEquals(200, other.statusCode());
  }

  @Test
  void nobodyChangesWhatTheyHaveNotSeen() throws Exception {
    post("/api/pilots", "{'id':'seen','title':'Before'}");
    var tag = head(get("/api/pilots/seen"), "ETag");
    var change = "{'title':'After','question':'Why?\\nHow?'}";

    assertProblem(428, put("/api/pilots/seen", change, null), "If-Match");
    assertProblem(412, put("/api/pilots/seen", change, "\"other\""), "Ask for it again");
    var changed = put("/api/pilots/seen", change, tag);
    assertEquals(200, changed.statusCode(), changed::body);
    assertNotEquals(tag, head(changed, "ETag"));
    assertEquals("After", json(get("/api/pilots/seen")).path("title").asText());
    assertProblem(412, put("/api/pilots/seen", change, tag), "Ask for it again");
    var entry = json(get("/api/audit?action=pilot_changed&subject=seen"));
    assertEquals(1, entry.size());
    assertEquals("Before", entry.path(0).path("detail").path("title_before").asText());
  }

  @Test
  void ofTwoWhoHaveSeenTheSameOneChangesIt() throws Exception {
    post("/api/sites", "{'id':'contested','pilot':'water'}");
    var tag = head(get("/api/sites/contested"), "ETag");

    var statuses =
        atOnce(
            8,
            number ->
                put("/api/sites/contested", "{'name':'Name " + number + "','position':null}", tag)
                    .statusCode());

    assertEquals(1, statuses.stream().filter(each -> each == 200).count(), statuses::toString);
    assertEquals(7, statuses.stream().filter(each -> each == 412).count(), statuses::toString);
  }

  @Test
  void aRequestThatComesTwiceIsDoneOnce() throws Exception {
    var body = "{'id':'twice','pilot':'water'}";
    var first = post("/api/sites", body, "key-1");
    var second = post("/api/sites", body, "key-1");

    assertEquals(201, first.statusCode(), first::body);
    assertEquals(201, second.statusCode(), second::body);
    assertEquals(first.body(), second.body());
    assertEquals("/api/sites/twice", head(second, "Location"));
    assertEquals("", head(first, "Idempotency-Replayed"));
    assertEquals("true", head(second, "Idempotency-Replayed"));
    assertEquals(1, json(get("/api/audit?subject=twice")).size());
    assertProblem(409, post("/api/sites", body), "already");
  }

  @Test
  void theKeyOfOneRequestServesNoOther() throws Exception {
    post("/api/sites", "{'id':'first','pilot':'water'}", "key-2");

    assertProblem(
        422, post("/api/sites", "{'id':'second','pilot':'water'}", "key-2"), "key of its own");
    assertProblem(422, post("/api/pilots", "{'id':'x','title':'X'}", "key-2"), "key of its own");
    assertEquals(404, get("/api/sites/second").statusCode());
  }

  @Test
  void whatFailedMayBeTriedAgainWithItsKey() throws Exception {
    var body = "{'id':'later','pilot':'to-come'}";
    assertProblem(409, post("/api/sites", body, "key-3"), "no such pilot");
    post("/api/pilots", "{'id':'to-come','title':'To come'}");

    assertEquals(201, post("/api/sites", body, "key-3").statusCode());
  }

  @Test
  void ofManyAtOnceWithOneKeyOneIsDone() throws Exception {
    var answers =
        atOnce(
            8, _ -> post("/api/devices", "{'id':'at-once','model':'decentlab-dl-mbx'}", "key-4"));

    answers.forEach(each -> assertEquals(201, each.statusCode(), each::body));
    assertEquals(1, answers.stream().map(HttpResponse::body).distinct().count());
    assertEquals(
        1, answers.stream().filter(each -> head(each, "Idempotency-Replayed").isEmpty()).count());
    assertEquals(1, json(get("/api/audit?action=device_added&subject=at-once")).size());
  }

  @Test
  void theSameKeyOfAnotherAccountIsAnother() throws Exception {
    var body = "{'id':'of-two','model':'decentlab-dl-mbx'}";
    post("/api/devices", body, "key-5");

    var request = with(Role.TECHNICIAN, "POST", "/api/devices").header(KEY, "key-5");
    var other = everyone.send(request.method("POST", ofString(body.replace('\'', '"'))));

    assertProblem(409, other, "already");
  }

  @Test
  void aPasswordIsShownOnceAndKeptNowhere() throws Exception {
    var body = "{'name':'erna','role':'evaluator'}";
    var first = post("/api/users", body, "key-6");
    var password = json(first).path("password").asText();
    var second = post("/api/users", body, "key-6");

    assertEquals(201, first.statusCode(), first::body);
    assertTrue(password.length() >= 16, password);
    assertEquals(201, second.statusCode(), second::body);
    assertTrue(json(second).path("password").isNull());
    var kept =
        everyone
            .riverside()
            .texts("SELECT coalesce(body, '') FROM idempotency WHERE key = 'key-6'");
    assertFalse(kept.getFirst().contains(password));
    assertFalse(json(get("/api/users/erna")).has("password"));
  }

  @Test
  void aTokenOpensWhatItIsForUntilItIsRevoked() throws Exception {
    var made =
        post(
            "/api/tokens",
            "{'title':'report','scope':['read-registry'],'expiresAt':'" + soon() + "'}");
    assertEquals(201, made.statusCode(), made::body);
    var text = json(made).path("token").asText();
    var shown = get(head(made, "Location"));
    assertTrue(json(shown).path("token").isNull());
    assertEquals("read-registry", json(shown).path("scope").path(0).asText());

    assertEquals(200, everyone.status(bearing(text, "/api/sites")));
    assertEquals(403, everyone.status(bearing(text, "/api/quarantine")));
    assertEquals(204, everyone.status(asAdministrator("DELETE", head(made, "Location"))));
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
    var engineer = with(ENGINEER, "POST", "/api/tokens").method("POST", ofString(body));
    assertProblem(403, everyone.send(engineer), "engineer");
    var forOther =
        with(ENGINEER, "POST", "/api/tokens")
            .method(
                "POST",
                ofString(
                    body.replace("manage-users", "read-registry")
                        .replace("{", "{\"account\":\"evaluator\",")));
    assertProblem(403, everyone.send(forOther), "engineer");
    assertEquals(403, everyone.status(with(ENGINEER, "GET", "/api/tokens?account=evaluator")));
  }

  @Test
  void tokensOfOthersAreAsIfTheyWereNotThere() throws Exception {
    var made =
        post(
            "/api/tokens",
            "{'title':'mine','scope':['read-registry'],'expiresAt':'" + soon() + "'}");
    var address = head(made, "Location");

    assertEquals(404, everyone.status(with(ENGINEER, "GET", address)));
    assertEquals(404, everyone.status(with(ENGINEER, "DELETE", address)));
    assertEquals(200, get(address).statusCode());
  }

  @Test
  void oneAdministratorStays() throws Exception {
    var user = get("/api/users/administrator");

    var change =
        put("/api/users/administrator", "{'role':'engineer','disabled':false}", head(user, "ETag"));

    assertProblem(409, change, "administrator would be left");
  }

  @Test
  void whatIsWrongIsNamedAtItsPlace() throws Exception {
    var refused =
        post(
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
    var refused = get(path);

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
    assertProblem(422, get(path), "from");
  }

  @Test
  void aTextThatLooksLikeANumberStaysAText() throws Exception {
    post("/api/sites", "{'id':'0815.2','pilot':'water','name':'1.50'}");

    assertEquals("1.50", json(get("/api/sites/0815.2")).path("name").asText());
    assertEquals(200, get("/api/quarantine?cause=100%25").statusCode());
    assertEquals(200, get("/api/models?vendor=%22a%22").statusCode());
    assertEquals(200, get("/api/deployments?at=2026-07-01T12:00:00+02:00").statusCode());
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
    assertProblem(400, post("/api/sites", body), "");
  }

  @Test
  void aBodyHasALargestSizeAndADeepestNesting() throws Exception {
    var large = "{'id':'large','pilot':'water','name':'" + "x".repeat(70_000) + "'}";
    assertProblem(413, post("/api/sites", large), "");
    var deep = "[".repeat(10_000);
    assertProblem(400, post("/api/sites", deep), "");
  }

  @Test
  void aBodyOfAnotherTypeIsRefused() throws Exception {
    var request = asAdministrator("POST", "/api/sites").header("Content-Type", "text/plain");

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
    var refused = everyone.send(asAdministrator(method, path));

    assertProblem(405, refused, allowed);
    assertEquals(allowed, head(refused, "Allow"));
  }

  @ParameterizedTest
  @CsvSource({"GET", "POST", "DELETE"})
  void whereNothingIsNothingIsFound(String method) throws Exception {
    assertProblem(404, everyone.send(asAdministrator(method, "/api/nothing/here")), "/api");
  }

  @Test
  void headTellsWhatGetWould() throws Exception {
    var got = get("/api/sites/hase-1");
    var told = everyone.send(asAdministrator("HEAD", "/api/sites/hase-1"));

    assertEquals(200, told.statusCode());
    assertEquals("", told.body());
    assertEquals(head(got, "ETag"), head(told, "ETag"));
  }

  @Test
  void aDeviceGoesFromSiteToSite() throws Exception {
    post("/api/sites", "{'id':'from','pilot':'water'}");
    post("/api/sites", "{'id':'to','pilot':'water'}");
    var placement =
        "{'device':'70B3D57BA0000777','model':'decentlab-dl-mbx','site':'from','startsAt':'2026-03-01'}";
    var made = post("/api/deployments", placement);
    assertEquals(201, made.statusCode(), made::body);
    var address = head(made, "Location");
    assertEquals("70b3d57ba0000777", json(made).path("device").asText());

    assertProblem(
        422, patch(address, "{'endsAt':'2026-02-01'}", head(made, "ETag")), "must be after");
    var ended = patch(address, "{'endsAt':'2026-04-01T00:00:00Z'}", head(made, "ETag"));
    assertEquals(200, ended.statusCode(), ended::body);
    var second =
        post("/api/deployments", placement.replace("from", "to").replace("03-01", "05-01"));
    assertEquals(201, second.statusCode(), second::body);

    assertEquals("to", json(get("/api/devices/70b3d57ba0000777")).path("site").asText());
    assertEquals(1, json(get("/api/deployments?site=from&at=2026-03-15")).size());
    assertEquals(0, json(get("/api/deployments?site=from&at=2026-04-15")).size());
    assertProblem(
        409,
        patch(address, "{'endsAt':'2026-03-15'}", head(get(address), "ETag")),
        "last deployment");
    var withdrawn =
        everyone.send(
            asAdministrator("DELETE", head(second, "Location"))
                .header("If-Match", head(second, "ETag")));
    assertEquals(204, withdrawn.statusCode(), withdrawn::body);
    assertTrue(json(get("/api/devices/70b3d57ba0000777")).path("site").isNull());
    var actions = new ArrayList<String>();
    json(get("/api/audit?subject=70b3d57ba0000777"))
        .forEach(each -> actions.add(each.path("action").asText()));
    assertEquals(
        List.of("deployment_withdrawn", "deployment_begun", "deployment_ended", "deployment_begun"),
        actions);
  }

  @Test
  void aRegisterIsTakenWholeOrNotAtAll() throws Exception {
    var good =
        "id,kind,name,lifecycle\nA/1,gully,Gully one,in_service\nA/2,gully,Gully two,planned\n";

    assertEquals(2, json(csv("/api/asset-imports?dryRun=true", good)).path("added").asInt());
    assertEquals(404, get("/api/assets/A%2F1").statusCode());
    assertEquals(2, json(csv("/api/asset-imports", good)).path("added").asInt());
    assertEquals(2, json(csv("/api/asset-imports", good)).path("unchanged").asInt());
    assertEquals("Gully one", json(get("/api/assets/A%2F1")).path("name").asText());
    var refused = csv("/api/asset-imports", good + "A/3,gully,,dead\n");
    assertProblem(422, refused, "Nothing was changed");
    assertTrue(json(refused).path("errors").path(0).path("where").asText().startsWith("line 4"));
    assertEquals(2, json(get("/api/audit?action=assets_imported")).size());
    assertTrue(get("/assets.geojson").body().contains("A/2"));
    post("/api/sites", "{'id':'at-gully','pilot':'water','asset':'A/1'}");
    var moved = post("/api/sites/at-gully/assignments", "{'asset':'A/2','since':'2026-02-01'}");
    assertEquals(2, json(moved).size(), moved::body);
    assertEquals("A/2", json(get("/api/sites/at-gully")).path("asset").asText());
    assertEquals("at-gully", json(get("/api/sites?asset=A/2")).path(0).path("id").asText());
  }

  @Test
  void ofADeliveryListEverythingComesOutButKeys() throws Exception {
    var list =
        "DevEUI,JoinEUI,serial\n70b3d57ba00000a1,70b3d57ba0000000,4711\n70b3d57ba00000a2,,4712\nnone,,\n";

    var tried = csv("/api/delivery-imports?dryRun=true", list);
    assertEquals(2, json(tried).path("added").asInt(), tried::body);
    assertEquals(404, get("/api/deliveries/70b3d57ba00000a1").statusCode());
    var taken = csv("/api/delivery-imports", list);
    assertEquals(2, json(taken).path("added").asInt(), taken::body);
    assertEquals(4, json(taken).path("faults").path(0).path("line").asInt());
    assertEquals("4711", json(get("/api/deliveries/70B3D57BA00000A1")).path("serial").asText());
    assertEquals(1, json(get("/api/deliveries?limit=1")).size());
    assertProblem(
        409,
        csv(
            "/api/delivery-imports",
            "DevEUI,AppKey\n70b3d57ba00000a3,2B7E151628AED2A6ABF7158809CF4F3C\n"),
        "PILOTFELD_SECRET_KEY");
    assertProblem(422, csv("/api/delivery-imports", "a,b\n1,2\n"), "DevEUI");
    assertEquals(1, json(get("/api/audit?action=deliveries_imported")).size());
  }

  // What a request brings, in an apostrophe's clothes.
  private static HttpResponse<String> post(String path, String body) throws Exception {
    return everyone.send(
        asAdministrator("POST", path).method("POST", ofString(body.replace('\'', '"'))));
  }

  private static HttpResponse<String> post(String path, String body, String key) throws Exception {
    return everyone.send(
        asAdministrator("POST", path)
            .header(KEY, key)
            .method("POST", ofString(body.replace('\'', '"'))));
  }

  private static HttpResponse<String> csv(String path, String body) throws Exception {
    return everyone.send(
        asAdministrator("POST", path)
            .header("Content-Type", "text/csv")
            .method("POST", ofString(body)));
  }

  private static HttpResponse<String> put(String path, String body, String tag) throws Exception {
    return change("PUT", path, body, tag);
  }

  private static HttpResponse<String> patch(String path, String body, String tag) throws Exception {
    return change("PATCH", path, body, tag);
  }

  private static HttpResponse<String> change(String method, String path, String body, String tag)
      throws Exception {
    var request = asAdministrator(method, path).method(method, ofString(body.replace('\'', '"')));
    return everyone.send(tag == null ? request : request.header("If-Match", tag));
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return everyone.send(asAdministrator("GET", path));
  }

  private static HttpRequest.Builder asAdministrator(String method, String path) {
    return with(ADMINISTRATOR, method, path);
  }

  private static HttpRequest.Builder with(Role role, String method, String path) {
    var request = everyone.withToken(role, role.permissions(), everyone.request("GET", path));
    return request.method(method, noBody());
  }

  private static HttpRequest.Builder bearing(String token, String path) {
    return everyone.request("GET", path).header("Authorization", "Bearer " + token);
  }

  private static String soon() {
    return Instant.now().plusSeconds(3600).toString();
  }

  private interface Numbered<T> {
    T call(int number) throws Exception;
  }

  private static <T> List<T> atOnce(int count, Numbered<T> work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          IntStream.range(0, count).<Callable<T>>mapToObj(each -> () -> work.call(each)).toList();
      var results = new ArrayList<T>();
      for (var each : threads.invokeAll(calls)) {
        results.add(each.get());
      }
      return results;
    }
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return JSON.readTree(answer.body());
  }

  private static String head(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static void assertProblem(int status, HttpResponse<String> answer, String part)
      throws Exception {
    assertEquals(status, answer.statusCode(), answer::body);
    assertEquals("application/problem+json", head(answer, "Content-Type"));
    var problem = json(answer);
    assertEquals(status, problem.path("status").asInt());
    assertTrue(problem.path("detail").asText().contains(part), answer::body);
  }
}
