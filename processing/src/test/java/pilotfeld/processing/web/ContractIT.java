package pilotfeld.processing.web;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.account.Role.ADMINISTRATOR;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pilotfeld.processing.account.Permission;
import pilotfeld.processing.account.Role;
import pilotfeld.processing.api.AnswerSchemas;
import pilotfeld.processing.api.Asking;

/// Every operation of the contract, asked as its examples say: by nobody, by somebody of every role
/// with the cookie of a login and with a token, and with tokens of a narrow scope. Which status
/// each gave is written to `target/contract.md`.
class ContractIT {

  private static final Path TABLE = Path.of("target/contract.md");
  private static final String NOBODY = "nobody";
  private static final String NARROW = "token for something else";
  private static final String EXACT = "token for this alone";
  private static final Set<Integer> REFUSALS = Set.of(401, 403);

  private static final Map<String, Map<String, Integer>> STATUSES = new LinkedHashMap<>();
  private static final AnswerSchemas SCHEMAS = new AnswerSchemas();

  @AutoClose private static final Everyone everyone = Everyone.withGauge();

  @AfterAll
  static void writeTable() throws IOException {
    var askers = STATUSES.values().stream().flatMap(each -> each.keySet().stream()).distinct();
    var heads = askers.toList();
    var lines =
        Stream.concat(
            Stream.of(
                line("operation", heads), line("---", heads.stream().map(_ -> "--:").toList())),
            STATUSES.entrySet().stream()
                .map(
                    each ->
                        line(
                            each.getKey(),
                            heads.stream()
                                .map(head -> String.valueOf(each.getValue().get(head)))
                                .toList())));
    Files.write(TABLE, (Iterable<String>) lines::iterator);
  }

  private static String line(String first, List<String> others) {
    return "| " + first + " | " + String.join(" | ", others) + " |";
  }

  static List<Asking> operations() {
    return Asking.all();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whoIsNotKnownIsLetInToWhatIsOpen(Asking asking) throws Exception {
    var status = status(NOBODY, asking, request(asking));

    assertEquals(asking.permission().isPresent(), status == 401, () -> "answers " + status);
    assertTrue(status != 403);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whoIsSignedInIsLetInToWhatTheRoleMay(Asking asking) throws Exception {
    for (var role : Role.values()) {
      var status = status(role.text(), asking, everyone.asPageOf(role, request(asking)));

      assertLetIn(asking, mayBe(asking, role.permissions()), status);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aTokenIsLetInToWhatTheRoleOfItsAccountMay(Asking asking) throws Exception {
    for (var role : Role.values()) {
      var request = everyone.withToken(role, role.permissions(), request(asking));
      var status = status("token of " + role.text(), asking, request);

      assertLetIn(asking, mayBe(asking, role.permissions()), status);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aTokenForSomethingElseIsLetInToWhatIsOpenOnly(Asking asking) throws Exception {
    var other =
        asking.permission().equals(Optional.of(Permission.READ_REMARKS))
            ? Permission.READ_REGISTRY
            : Permission.READ_REMARKS;
    var request = everyone.withToken(ADMINISTRATOR, EnumSet.of(other), request(asking));

    assertLetIn(asking, asking.permission().isEmpty(), status(NARROW, asking, request));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aTokenForThisAloneIsLetIn(Asking asking) throws Exception {
    // Its example is a token for more than that.
    if (asking.permission().isEmpty() || asking.operation().equals("createToken")) {
      return;
    }
    var permission = asking.permission().get();
    var role = Role.allowed(permission).getFirst();
    var request = everyone.withToken(role, EnumSet.of(permission), request(asking));

    assertLetIn(asking, true, status(EXACT, asking, request));
  }

  private static boolean mayBe(Asking asking, Set<Permission> permissions) {
    return asking.permission().map(permissions::contains).orElse(true);
  }

  // A login with an example's password is refused as a login, not at the door, and after some in a
  // row
  // it must wait.
  private static void assertLetIn(Asking asking, boolean expected, int status) {
    if (asking.operation().equals("logIn")) {
      assertTrue(Set.of(401, 429).contains(status), () -> asking + " answers " + status);
      return;
    }
    assertEquals(expected, !REFUSALS.contains(status), () -> asking + " answers " + status);
    assertEquals(!expected, status == 403, () -> asking + " answers " + status);
    assertTrue(status < 500, () -> asking + " answers " + status);
  }

  private static HttpRequest.Builder request(Asking asking) {
    // That of the test itself stays.
    var address = asking.address().replace("/api/tokens/1", "/api/tokens/999999");
    var request = everyone.request("GET", address);
    request.method(asking.method(), asking.type().isPresent() ? ofString(asking.body()) : noBody());
    asking.type().ifPresent(type -> request.header("Content-Type", type));
    if (asking.changesWhatWasSeen()) {
      request.header("If-Match", "*");
    }
    return request;
  }

  private static int status(String asker, Asking asking, HttpRequest.Builder request)
      throws Exception {
    var status = everyone.answer(request, answer -> assertAsContract(asking, answer));
    STATUSES
        .computeIfAbsent(asking.method() + " " + asking.path(), _ -> new LinkedHashMap<>())
        .put(asker, status);
    return status;
  }

  private static void assertAsContract(Asking asking, HttpResponse<String> answer) {
    assertEquals(Optional.empty(), SCHEMAS.fault(asking.operation(), answer));
  }
}
