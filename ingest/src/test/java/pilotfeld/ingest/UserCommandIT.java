package pilotfeld.ingest;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.account.Permission;

/// `user`, `token` and `audit` of the packaged program, beside the system that runs.
class UserCommandIT {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String QUARANTINE = "/api/quarantine";

  private static RunningSystem system;

  @BeforeAll
  static void start() throws IOException {
    system = new RunningSystem(Map.of());
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @Test
  void anAccountOpensWhatItsRoleMayUntilItIsDisabled() throws Exception {
    var password = password(call("user", "add", "anna", "--role", "engineer").orFail());
    assertEquals(200, get(QUARANTINE, basic("anna", password)).statusCode());

    call("user", "role", "anna", "evaluator").orFail();
    assertEquals(403, get(QUARANTINE, basic("anna", password)).statusCode());

    var renewed = password(call("user", "password", "anna").orFail());
    assertEquals(401, get(QUARANTINE, basic("anna", password)).statusCode());
    assertEquals(403, get(QUARANTINE, basic("anna", renewed)).statusCode());
    assertTrue(
        call("user", "list").orFail().lines().anyMatch(line -> line.matches("anna +evaluator .*")));

    call("user", "disable", "anna").orFail();
    assertEquals(401, get(QUARANTINE, basic("anna", renewed)).statusCode());
    call("user", "enable", "anna").orFail();
    assertEquals(403, get(QUARANTINE, basic("anna", renewed)).statusCode());
  }

  @Test
  void aTokenOpensWhatItIsForUntilItIsRevoked() throws Exception {
    call("user", "add", "berta", "--role", "engineer").orFail();
    var until = LocalDate.now().plusDays(2).toString();
    var words =
        List.of(
            "token",
            "create",
            "berta",
            "--title",
            "report",
            "--scope",
            "read-quarantine",
            "--until",
            until);

    var shown = call(words.toArray(String[]::new)).orFail().lines().findFirst().orElseThrow();
    var number = shown.replaceFirst("token (\\d+): .*", "$1");
    var token = shown.replaceFirst("token \\d+: ", "");

    assertEquals(200, get(QUARANTINE, "Bearer " + token).statusCode());
    var refused = get("/api/unregistered", "Bearer " + token);
    assertEquals(403, refused.statusCode());
    assertTrue(refused.body().contains("read-unregistered"), refused::body);
    assertTrue(call("token", "list", "berta").orFail().contains("read-quarantine"));

    call("token", "revoke", number).orFail();
    assertEquals(401, get(QUARANTINE, "Bearer " + token).statusCode());
    assertEquals(1, call("token", "revoke", number).code());
  }

  @Test
  void whatCannotBeIsRefusedInWords() {
    assertFails(
        "no administrator would be left: give somebody else that role first",
        call("user", "disable", "admin"));
    assertFails(
        "there is no account “nobody”; user list shows those there are",
        call("user", "password", "nobody"));
    assertFails(
        "there is no permission “everything”; there are: "
            + Stream.of(Permission.values()).map(Permission::text).collect(joining(", ")),
        call(
            "token",
            "create",
            "admin",
            "--title",
            "t",
            "--scope",
            "everything",
            "--until",
            "2030-01-01"));
    assertEquals(2, call("user", "add", "carla", "--role", "king").code());
  }

  @Test
  void theTrailIsExportedWithWhoCalledWhat() {
    call("user", "add", "dora", "--role", "technician").orFail();

    var lines = call("audit", "export").orFail().lines().toList();

    assertEquals("id,time,actor,way,origin,action,subject,detail", lines.getFirst());
    var added = "\\d+,[^,]+,[^,]+,command,command line,account_added,dora,\"\\{.*technician.*\\}\"";
    assertTrue(lines.stream().anyMatch(line -> line.matches(added)), lines::toString);
    assertTrue(
        call("audit", "export", "--to", "2100-01-01")
            .orFail()
            .lines()
            .toList()
            .getLast()
            .contains(",audit_exported,"));
  }

  private static String password(String shown) {
    return shown.lines().findFirst().orElseThrow().replaceFirst("^[a-z]+: ", "");
  }

  private static String basic(String name, String password) {
    var credentials = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(credentials);
  }

  private static HttpResponse<String> get(String path, String authorization) throws Exception {
    var request = HttpRequest.newBuilder(system.at(path)).header("Authorization", authorization);
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static void assertFails(String words, Call call) {
    assertEquals(1, call.code(), call::errors);
    assertEquals(words, call.errors());
  }

  private static Call call(String... arguments) {
    return Program.on(system.database()).call(arguments);
  }
}
