package pilotfeld.processing.web;

import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.web.Answers.assertProblem;
import static pilotfeld.processing.web.Answers.head;
import static pilotfeld.processing.web.Answers.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pilotfeld.processing.account.Permission;
import pilotfeld.processing.account.Role;
import pilotfeld.processing.fixture.AtOnce;
import pilotfeld.processing.order.Report;
import pilotfeld.processing.order.Reports;
import pilotfeld.processing.order.WebhookSecret;
import pilotfeld.processing.order.WorkOrderSender;
import pilotfeld.processing.order.WorkOrderSettings;
import pilotfeld.processing.order.WorkOrderWatch;
import pilotfeld.processing.outbox.Courier;
import pilotfeld.processing.outbox.OutboxLimits;

/// A work order goes out, and what its receiver says of it comes back.
class WorkOrderReportIT {

  private static final WebhookSecret SECRET =
      WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();
  private static final String UNKNOWN = "0b9d3b64-1c3b-4e6b-9d55-5f6f0d8e2b12";

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  @AutoClose private final Everyone everyone = Everyone.withGauge();
  @AutoClose private final Planner planner = new Planner(everyone);
  private String order;

  WorkOrderReportIT() throws IOException {}

  // The gauge has been silent since it came to its site.
  @BeforeEach
  void sendOut() {
    new WorkOrderWatch(everyone.jdbi(), everyone.riverside().registry()).run(now);
    var settings = new WorkOrderSettings(planner.url(), SECRET);
    try (var sender = new WorkOrderSender(settings, Clock.systemUTC())) {
      var courier = new Courier(sender, everyone.jdbi(), Optional.empty(), OutboxLimits.DEFAULT);
      assertEquals(1, courier.run());
    }
    order = planner.orders().getFirst().at("/data/work_order").asText();
  }

  @Test
  void whatAReceiverSaysStandsWithItsOrderAndInTheTrail() throws Exception {
    assertStatus("accepted", 0, null);

    say("in_progress", 30);
    var done =
        planner.report(
            order,
            "{'status':'done','at':'" + after(60) + "','note':'Battery changed,\\nby Anna'}");

    assertEquals(200, done.statusCode(), done::body);
    assertStatus("done", 60, "Battery changed,\nby Anna");
    assertEquals(json(done), order());
    var trail = ask(Role.ADMINISTRATOR, "/api/audit?action=work_order_reported&subject=" + order);
    assertEquals(3, json(trail).size());
    var entry = json(trail).path(0);
    assertEquals("planner", entry.path("actor").asText());
    assertEquals("token", entry.path("way").asText());
    assertEquals("done", entry.at("/detail/status").asText());
    assertFalse(trail.body().contains("Anna"), trail::body);
  }

  @Test
  void whatIsSaidAgainChangesNothing() throws Exception {
    var report = "{'status':'in_progress','at':'" + after(30) + "','note':'On the way'}";
    var first = planner.report(order, report);
    say("done", 60);

    var again = planner.report(order, report);

    assertEquals(200, first.statusCode(), first::body);
    assertEquals(200, again.statusCode(), again::body);
    assertEquals("done", json(again).path("status").asText());
    assertEquals(List.of("done", "in_progress", "accepted"), said());
    assertEquals(
        3,
        everyone
            .riverside()
            .number("SELECT count(*) FROM audit WHERE action = 'work_order_reported'"));
  }

  @Test
  void whatComesLateHasItsPlaceAndOvertakesNothing() throws Exception {
    say("done", 60);

    var late =
        planner.report(
            order, "{'status':'in_progress','at':'" + after(30) + "','reference':'old'}");

    assertEquals(200, late.statusCode(), late::body);
    assertStatus("done", 60, null, "old");
    assertEquals(List.of("done", "in_progress", "accepted"), said());
  }

  @Test
  void ofTwoOfTheSameTimeTheOneThatCameLastCounts() throws Exception {
    say("in_progress", 30);
    say("done", 30);
    say("in_progress", 30);

    assertStatus("done", 30, null);
  }

  @Test
  void ofManyAtOnceThatSayTheSameOneIsKept() throws Exception {
    var report = "{'status':'done','at':'" + after(60) + "'}";

    var answers =
        AtOnce.call(
            6,
            Collections.<Callable<HttpResponse<String>>>nCopies(
                6, () -> planner.report(order, report)));

    answers.forEach(each -> assertEquals(200, each.statusCode(), each::body));
    assertEquals(List.of("done", "accepted"), said());
  }

  @Test
  void whoIsNoPlannerMayNotReport() throws Exception {
    var may = EnumSet.noneOf(Role.class);
    for (var role : Role.values()) {
      if (attempt(role, role.permissions()) == 200) {
        may.add(role);
      }
    }

    assertEquals(EnumSet.of(Role.PLANNER, Role.ADMINISTRATOR), may);
    assertEquals(403, attempt(Role.PLANNER, Set.of(Permission.READ_WORK_ORDERS)));
    assertEquals(
        401, everyone.status(everyone.request("POST", "/api/work-orders/" + order + "/reports")));
    for (var elsewhere : List.of("/api/sites", "/api/tokens", "/api/quarantine")) {
      assertEquals(403, ask(Role.PLANNER, elsewhere).statusCode(), elsewhere);
    }
  }

  private int attempt(Role role, Set<Permission> scope) throws Exception {
    var request =
        everyone
            .request("POST", "/api/work-orders/" + order + "/reports")
            .method("POST", ofString("{\"status\":\"done\",\"at\":\"" + after(60) + "\"}"));
    return everyone.status(everyone.withToken(role, scope, request));
  }

  @Test
  void whatIsOfNoOrderIsSaid() throws Exception {
    var report = "{'status':'done','at':'" + after(60) + "'}";

    assertProblem(404, planner.report(UNKNOWN, report), UNKNOWN);
    assertProblem(400, planner.report("4711", report), "order");
    assertEquals(404, ask(Role.PLANNER, "/api/work-orders/" + UNKNOWN + "/reports").statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'at':'NOW'}",
        "{'status':'done'}",
        "{'status':'closed','at':'NOW'}",
        "{'status':'done','at':'yesterday'}",
        "{'status':'done','at':'NOW','note':''}",
        "{'status':'done','at':'NOW','reference':'two\\nlines'}",
        "{'status':'done','at':'NOW','state':'done'}"
      })
  void whatIsNotAsTheContractSaysIsRefused(String report) throws Exception {
    assertProblem(400, planner.report(order, report.replace("NOW", after(60))), "body");

    assertEquals(List.of("accepted"), said());
  }

  @Test
  void textsEndWhereTheContractSays() throws Exception {
    assertEquals(200, withText("note", Report.NOTE_LIMIT).statusCode());
    assertEquals(200, withText("reference", Report.REFERENCE_LIMIT).statusCode());
    assertProblem(400, withText("note", Report.NOTE_LIMIT + 1), "/note");
    assertProblem(400, withText("reference", Report.REFERENCE_LIMIT + 1), "/reference");
  }

  private HttpResponse<String> withText(String name, int length) throws Exception {
    return planner.report(
        order,
        "{'status':'done','at':'" + after(60) + "','" + name + "':'" + "ü".repeat(length) + "'}");
  }

  @Test
  void aTimeToComeOrOfLongBeforeIsRefused() throws Exception {
    assertProblem(422, planner.report(order, done(now.plusSeconds(3_600))), "still to come");
    assertProblem(422, planner.report(order, done(Instant.EPOCH)), "long before");
    assertEquals(200, planner.report(order, done(now.minusSeconds(3_600))).statusCode());

    assertStatus("accepted", 0, null);
  }

  @Test
  void anOrderTakesSoManyReportsAndNoMore() throws Exception {
    for (var second = 1; second < Reports.LIMIT; second++) {
      say("in_progress", second);
    }

    assertProblem(409, planner.report(order, done(now.plusSeconds(200))), "100 reports");
    say("in_progress", Reports.LIMIT - 1);
    assertEquals(Reports.LIMIT, said().size());
  }

  @Test
  void ordersAreListedTheNewestFirstInParts() throws Exception {
    everyone
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO work_order (id, kind, device, site, began_at, raised_at, ended_at)
                    SELECT gen_random_uuid(), 'battery_low', ?, 'hase-1', CAST(? AS timestamptz), CAST(? AS timestamptz) - number * interval '1 day', CAST(? AS timestamptz)
                      FROM generate_series(1, 4) number
                    """,
                    Everyone.GAUGE,
                    now.minusSeconds(864_000),
                    now,
                    now));

    assertEquals(5, ids("/api/work-orders").size());
    assertEquals(order, ids("/api/work-orders").getFirst());
    assertEquals(ids("/api/work-orders"), inParts("/api/work-orders?limit=2"));
    assertEquals(List.of(order), ids("/api/work-orders?status=accepted&ended=false"));
    assertEquals(4, ids("/api/work-orders?kind=battery_low&pilot=water&site=hase-1").size());
    assertEquals(5, ids("/api/work-orders?device=70B3D57BA0000001").size());
    assertEquals(0, ids("/api/work-orders?asset=ONS-1").size());
    assertProblem(400, ask(Role.EVALUATOR, "/api/work-orders?cursor=AAAA"), "cursor");
  }

  private List<String> inParts(String first) throws Exception {
    var all = new ArrayList<String>();
    var next = first;
    while (!next.isEmpty()) {
      var part = ask(Role.TECHNICIAN, next);
      all.addAll(ids(part));
      next = head(part, "Link").replaceFirst("^<(.*)>.*$", "$1");
    }
    return all;
  }

  private List<String> ids(String path) throws Exception {
    return ids(ask(Role.EVALUATOR, path));
  }

  private static List<String> ids(HttpResponse<String> answer) throws Exception {
    assertEquals(200, answer.statusCode(), answer::body);
    return texts(answer, "id");
  }

  private static List<String> texts(HttpResponse<String> answer, String name) throws Exception {
    var texts = new ArrayList<String>();
    json(answer).forEach(each -> texts.add(each.path(name).asText()));
    return texts;
  }

  private void say(String status, int seconds) throws Exception {
    var answer = planner.report(order, "{'status':'" + status + "','at':'" + after(seconds) + "'}");
    assertEquals(200, answer.statusCode(), answer::body);
  }

  private static String done(Instant at) {
    return "{'status':'done','at':'" + at + "'}";
  }

  private String after(int seconds) {
    return now.plusSeconds(seconds).toString();
  }

  // The newest first.
  private List<String> said() throws Exception {
    return texts(ask(Role.ENGINEER, "/api/work-orders/" + order + "/reports"), "status");
  }

  private JsonNode order() throws Exception {
    var answer = ask(Role.ENGINEER, "/api/work-orders/" + order);
    assertEquals(200, answer.statusCode(), answer::body);
    assertTrue(!head(answer, "ETag").isEmpty());
    return json(answer);
  }

  private void assertStatus(String status, int seconds, String note) throws Exception {
    assertStatus(status, seconds, note, Planner.REFERENCE);
  }

  private void assertStatus(String status, int seconds, String note, String reference)
      throws Exception {
    var found = order();
    assertEquals(status, found.path("status").asText());
    assertEquals(now.plusSeconds(seconds), Instant.parse(found.path("statusAt").asText()));
    assertEquals(note, found.path("note").textValue());
    assertEquals(reference, found.path("reference").asText());
    assertTrue(found.path("endedAt").isNull());
    assertEquals(found, json(ask(Role.ENGINEER, "/api/work-orders")).path(0));
  }

  private HttpResponse<String> ask(Role role, String path) throws Exception {
    return everyone.send(everyone.asProgramOf(role, "GET", path));
  }
}
