package pilotfeld.processing.web;

import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static pilotfeld.processing.account.Role.TECHNICIAN;
import static pilotfeld.processing.web.Answers.assertProblem;
import static pilotfeld.processing.web.Answers.head;
import static pilotfeld.processing.web.Answers.json;

import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.AtOnce;

/// What comes again with its `Idempotency-Key` is done once.
class ApiRepeatsIT {

  @AutoClose private static final Everyone everyone = Everyone.withGauge();
  private static final Administrator administrator = new Administrator(everyone);

  @Test
  void aRequestThatComesTwiceIsDoneOnce() throws Exception {
    var body = "{'id':'twice','pilot':'water'}";
    var first = administrator.post("/api/sites", body, "key-1");
    var second = administrator.post("/api/sites", body, "key-1");

    assertEquals(201, first.statusCode(), first::body);
    assertEquals(201, second.statusCode(), second::body);
    assertEquals(first.body(), second.body());
    assertEquals("/api/sites/twice", head(second, "Location"));
    assertEquals("", head(first, "Idempotency-Replayed"));
    assertEquals("true", head(second, "Idempotency-Replayed"));
    assertEquals(1, json(administrator.get("/api/audit?subject=twice")).size());
    assertProblem(409, administrator.post("/api/sites", body), "already");
  }

  @Test
  void theKeyOfOneRequestServesNoOther() throws Exception {
    administrator.post("/api/sites", "{'id':'first','pilot':'water'}", "key-2");

    assertProblem(
        422,
        administrator.post("/api/sites", "{'id':'second','pilot':'water'}", "key-2"),
        "key of its own");
    assertProblem(
        422,
        administrator.post("/api/pilots", "{'id':'x','title':'X'}", "key-2"),
        "key of its own");
    assertEquals(404, administrator.get("/api/sites/second").statusCode());
  }

  @Test
  void whatFailedMayBeTriedAgainWithItsKey() throws Exception {
    var body = "{'id':'later','pilot':'to-come'}";
    assertProblem(409, administrator.post("/api/sites", body, "key-3"), "no such pilot");
    administrator.post("/api/pilots", "{'id':'to-come','title':'To come'}");

    assertEquals(201, administrator.post("/api/sites", body, "key-3").statusCode());
  }

  @Test
  void ofManyAtOnceWithOneKeyOneIsDone() throws Exception {
    var answers =
        AtOnce.call(
            8,
            Collections.<Callable<HttpResponse<String>>>nCopies(
                8,
                () ->
                    administrator.post(
                        "/api/devices", "{'id':'at-once','model':'decentlab-dl-mbx'}", "key-4")));

    answers.forEach(each -> assertEquals(201, each.statusCode(), each::body));
    assertEquals(1, answers.stream().map(HttpResponse::body).distinct().count());
    assertEquals(
        1, answers.stream().filter(each -> head(each, "Idempotency-Replayed").isEmpty()).count());
    assertEquals(
        1, json(administrator.get("/api/audit?action=device_added&subject=at-once")).size());
  }

  @Test
  void theSameKeyOfAnotherAccountIsAnother() throws Exception {
    var body = "{'id':'of-two','model':'decentlab-dl-mbx'}";
    administrator.post("/api/devices", body, "key-5");

    var request =
        everyone
            .asProgramOf(TECHNICIAN, "POST", "/api/devices")
            .header(Administrator.IDEMPOTENCY_KEY, "key-5");
    var other = everyone.send(request.method("POST", ofString(body.replace('\'', '"'))));

    assertProblem(409, other, "already");
  }
}
