package pilotfeld.ingest.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pilotfeld.ingest.RunningSystem;
import pilotfeld.processing.registry.Registrar;

/// The page's interface, as programs use it.
class HttpIT {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static RunningSystem system;

  @BeforeAll
  static void start() throws IOException {
    system = new RunningSystem(Map.of());
    system
        .application()
        .registrar()
        .pilot(new Registrar.Pilot("water", "Water", "", LocalDate.EPOCH));
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/main.js", "/api/status", "/api/health", "/export.csv", "/nothing"})
  void everyAnswerTellsTheBrowserToBeCareful(String path) throws Exception {
    var headers = get(path).headers();

    var policy = headers.firstValue("Content-Security-Policy").orElse("");
    assertTrue(policy.startsWith("default-src 'self';"), policy);
    assertTrue(policy.contains("frame-ancestors 'none'"), policy);
    assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""));
    assertEquals("no-referrer", headers.firstValue("Referrer-Policy").orElse(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/export.csv?pilot=water",
        "/api/quarantine",
        "/api/quarantine/causes",
        "/api/sites/river/remarks"
      })
  void whoIsNotLoggedInIsToldSo(String path) throws Exception {
    assertProblem(401, get(path));
    assertProblem(401, get(path, "admin:wrong"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/export.csv?pilot=water",
        "/api/quarantine",
        "/api/quarantine/causes",
        "/api/sites/river/remarks"
      })
  void aNameAndPasswordWithTheRequestOpen(String path) throws Exception {
    assertEquals(200, get(path, "admin:" + system.password()).statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "404, /export.csv?pilot=nothing",
    "400, /export.csv",
    "400, /export.csv?pilot=water&from=yesterday",
    "400, /export.csv?pilot=water&from=%2B999999999-12-31T00:00:00Z",
    "400, /export.csv?pilot=water%00",
    "400, /api/sites/river%00/readings",
    "422, /export.csv?pilot=water&from=2026-07-02&to=2026-07-01",
    "400, /api/quarantine?limit=0"
  })
  void whatCannotBeAnsweredIsExplained(int status, String path) throws Exception {
    assertProblem(status, get(path, "admin:" + system.password()));
  }

  @Test
  void onlyWhoIsLoggedInHereMayReadTheQuarantineAgain() throws Exception {
    assertProblem(401, send(replay(system.password() + "wrong", "{}")));
    assertProblem(400, send(replay(system.password(), "[")));
    assertProblem(
        403, send(replay(system.password(), "{}").header("Origin", "https://elsewhere.example")));

    var answer = send(replay(system.password(), "{\"cause\":\"no such cause\"}"));

    assertEquals(200, answer.statusCode());
    assertEquals("{\"messages\":0,\"understood\":0}", answer.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/main.js", "/api/health", "/api/status", "/api/pilots", "/api/live"})
  void headTellsWhatGetWouldWithoutIt(String path) throws Exception {
    var answer = send(request(path).HEAD());

    assertEquals(200, answer.statusCode());
    assertEquals("", answer.body());
  }

  @Test
  void headOfAnExportBringsNoRows() throws Exception {
    var answer = send(request("/export.csv?pilot=water").HEAD().header("Authorization", basic()));

    assertEquals(200, answer.statusCode());
    assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith("text/csv"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "1",
        "\"admin\"",
        "",
        "{\"name\":\"a\\u0000b\",\"password\":\"x\"}",
        "{\"name\":\"a\\nb\",\"password\":\"x\"}",
        "{\"name\":null,\"password\":\"x\"}"
      })
  void aLoginThatIsNoneIsExplained(String body) throws Exception {
    assertProblem(400, send(request("/api/login").POST(BodyPublishers.ofString(body))));
  }

  @ParameterizedTest
  @CsvSource({"401, 400, 400", "400, 401, 1", "400, 1, 401"})
  void nameAndPasswordHaveALongestLength(int status, int name, int password) throws Exception {
    assertProblem(status, logIn("n".repeat(name), "p".repeat(password)));
    assertProblem(status, get("/api/quarantine", "n".repeat(name) + ":" + "p".repeat(password)));
  }

  @Test
  void afterFiveWrongPasswordsANameMustWaitAndTheOthersNeedNot() throws Exception {
    for (var attempt = 0; attempt < 5; attempt++) {
      assertProblem(401, logIn("mallory", "guess " + attempt));
    }

    var refused = logIn("mallory", "guess");
    assertProblem(429, refused);
    assertTrue(refused.headers().firstValueAsLong("Retry-After").orElse(0) >= 1);
    assertProblem(429, get("/api/quarantine", "mallory:guess"));
    assertEquals(204, logIn("admin", system.password()).statusCode());
  }

  @Test
  void whoGuessesTheAdministratorsPasswordKeepsNobodyOut() throws Exception {
    var cookie = cookieOf(logIn("admin", system.password()));
    try (var elsewhere = clientAt("127.0.0.2")) {
      var guess = request("/api/login").POST(credentials("admin", "guess")).build();
      for (var attempt = 0; attempt < 5; attempt++) {
        elsewhere.send(guess, BodyHandlers.discarding());
      }

      assertProblem(429, elsewhere.send(guess, BodyHandlers.ofString()));
    }
    assertEquals(204, logIn("admin", system.password()).statusCode());
    assertEquals(200, send(request("/api/quarantine").header("Cookie", cookie)).statusCode());
  }

  @Test
  void aFloodOfGuessesLeavesThePageItsAnswers() throws Exception {
    try (var elsewhere = clientAt("127.0.0.3")) {
      var guesses =
          IntStream.range(0, 80)
              .mapToObj(guess -> request("/api/login").POST(credentials("name " + guess, "guess")))
              .map(guess -> elsewhere.sendAsync(guess.build(), BodyHandlers.ofString()))
              .toList();

      assertEquals(200, get("/api/status").statusCode());
      for (var guess : guesses) {
        var answer = guess.join();
        assertTrue(Set.of(401, 429, 503).contains(answer.statusCode()), answer::body);
        assertEquals(
            answer.statusCode() != 401, answer.headers().firstValue("Retry-After").isPresent());
      }
    }
  }

  private static HttpClient clientAt(String address) throws IOException {
    return HttpClient.newBuilder().localAddress(InetAddress.getByName(address)).build();
  }

  @Test
  void whoGuessesAtTheSameTimeHasNoMoreGuesses() {
    var guesses =
        IntStream.range(0, 16)
            .mapToObj(guess -> request("/api/login").POST(credentials("trudy", "guess " + guess)))
            .map(guess -> CLIENT.sendAsync(guess.build(), BodyHandlers.discarding()))
            .toList();

    var answers = guesses.stream().map(each -> each.join().statusCode()).toList();

    assertEquals(5, Collections.frequency(answers, 401), answers::toString);
    assertEquals(11, Collections.frequency(answers, 429), answers::toString);
  }

  @Test
  void aPasswordOfMoreBytesThanAreLookedAtIsWrong() throws Exception {
    assertProblem(401, logIn("peggy", "ü".repeat(60)));
    assertProblem(401, get("/api/quarantine", "peggy:" + "ü".repeat(60)));
  }

  @Test
  void theCookieOfALoginOpensUntilItIsLoggedOut() throws Exception {
    var login = logIn("admin", system.password());
    var cookie = login.headers().firstValue("Set-Cookie").orElse("");
    assertTrue(cookie.contains("HTTPOnly") && cookie.contains("SameSite=Strict"), cookie);
    var token = cookieOf(login);

    assertEquals(200, send(request("/api/quarantine").header("Cookie", token)).statusCode());
    var logout = request("/api/logout").header("Cookie", token).POST(BodyPublishers.noBody());
    assertProblem(403, send(logout));
    assertEquals(200, send(request("/api/quarantine").header("Cookie", token)).statusCode());

    send(logout.header("X-Page-Token", pageToken(token)));
    assertProblem(401, send(request("/api/quarantine").header("Cookie", token)));
  }

  @Test
  void aPageFromElsewhereCannotLogIn() throws Exception {
    assertProblem(
        403,
        send(
            request("/api/login")
                .header("Origin", "http://elsewhere.example")
                .POST(credentials("admin", system.password()))));
  }

  private static String pageToken(String cookie) throws Exception {
    var shown = send(request("/api/login").header("Cookie", cookie)).body();
    return new ObjectMapper().readTree(shown).path("pageToken").asText();
  }

  @Test
  void whoIsSignedInIsToldInWhichRoleAndNobodyIsAnAnswer() throws Exception {
    var cookie = cookieOf(logIn("admin", system.password()));

    var shown =
        new ObjectMapper().readTree(send(request("/api/login").header("Cookie", cookie)).body());

    assertEquals("admin", shown.path("name").asText());
    assertEquals("administrator", shown.path("role").asText());
    assertEquals(
        "{\"name\":null,\"role\":null,\"permissions\":[],\"pageToken\":null,\"signOn\":null}",
        get("/api/login").body());
  }

  private static String cookieOf(HttpResponse<String> login) {
    return login.headers().firstValue("Set-Cookie").orElse("").split(";")[0];
  }

  private static String basic() {
    var credentials = "admin:" + system.password();
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private static HttpResponse<String> get(String path, String credentials) throws Exception {
    var encoded = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    return send(request(path).header("Authorization", "Basic " + encoded));
  }

  private static HttpResponse<String> logIn(String name, String password) throws Exception {
    return send(request("/api/login").POST(credentials(name, password)));
  }

  private static HttpRequest.BodyPublisher credentials(String name, String password) {
    return BodyPublishers.ofString(
        new ObjectMapper()
            .createObjectNode()
            .put("name", name)
            .put("password", password)
            .toString());
  }

  private static HttpRequest.Builder replay(String password, String body) {
    var credentials =
        Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
    return request("/api/quarantine/replay")
        .header("Authorization", "Basic " + credentials)
        .POST(BodyPublishers.ofString(body));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(system.at(path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static void assertProblem(int status, HttpResponse<String> answer) throws IOException {
    assertEquals(status, answer.statusCode(), answer::body);
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
    JsonNode problem = new ObjectMapper().readTree(answer.body());
    assertEquals(status, problem.path("status").asInt());
    for (var member : new String[] {"type", "title", "detail"}) {
      assertTrue(!problem.path(member).asText().isBlank(), member);
    }
  }
}
