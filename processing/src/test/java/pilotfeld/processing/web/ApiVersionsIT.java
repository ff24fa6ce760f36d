package pilotfeld.processing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static pilotfeld.processing.web.Answers.assertProblem;
import static pilotfeld.processing.web.Answers.head;
import static pilotfeld.processing.web.Answers.json;

import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.AtOnce;

/// By its `ETag` everybody knows what they have seen, and changes nothing else.
class ApiVersionsIT {

  @AutoClose private static final Everyone everyone = Everyone.withGauge();
  private static final Administrator administrator = new Administrator(everyone);

  @Test
  void whoHasSeenWhatIsThereIsNotSentItAgain() throws Exception {
    var tag = head(administrator.get("/api/sites/hase-1"), "ETag");

    var again =
        everyone.send(
            administrator.request("GET", "/api/sites/hase-1").header("If-None-Match", tag));
    assertEquals(304, again.statusCode());
    assertEquals("", again.body());
    var other =
        everyone.send(
            administrator.request("GET", "/api/sites/hase-1").header("If-None-Match", "\"other\""));
    assertEquals(200, other.statusCode());
  }

  @Test
  void headTellsWhatGetWould() throws Exception {
    var got = administrator.get("/api/sites/hase-1");
    var told = everyone.send(administrator.request("HEAD", "/api/sites/hase-1"));

    assertEquals(200, told.statusCode());
    assertEquals("", told.body());
    assertEquals(head(got, "ETag"), head(told, "ETag"));
  }

  @Test
  void nobodyChangesWhatTheyHaveNotSeen() throws Exception {
    administrator.post("/api/pilots", "{'id':'seen','title':'Before'}");
    var tag = head(administrator.get("/api/pilots/seen"), "ETag");
    var change = "{'title':'After','question':'Why?\\nHow?'}";

    assertProblem(428, administrator.put("/api/pilots/seen", change, null), "If-Match");
    assertProblem(
        412, administrator.put("/api/pilots/seen", change, "\"other\""), "Ask for it again");
    var changed = administrator.put("/api/pilots/seen", change, tag);
    assertEquals(200, changed.statusCode(), changed::body);
    assertNotEquals(tag, head(changed, "ETag"));
    assertEquals("After", json(administrator.get("/api/pilots/seen")).path("title").asText());
    assertProblem(412, administrator.put("/api/pilots/seen", change, tag), "Ask for it again");
    var entry = json(administrator.get("/api/audit?action=pilot_changed&subject=seen"));
    assertEquals(1, entry.size());
    assertEquals("Before", entry.path(0).path("detail").path("title_before").asText());
  }

  @Test
  void ofTwoWhoHaveSeenTheSameOneChangesIt() throws Exception {
    administrator.post("/api/sites", "{'id':'contested','pilot':'water'}");
    var tag = head(administrator.get("/api/sites/contested"), "ETag");

    var statuses =
        AtOnce.call(
            8,
            IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(
                    number ->
                        () ->
                            administrator
                                .put(
                                    "/api/sites/contested",
                                    "{'name':'Name " + number + "','position':null}",
                                    tag)
                                .statusCode())
                .toList());

    assertEquals(1, statuses.stream().filter(each -> each == 200).count(), statuses::toString);
    assertEquals(7, statuses.stream().filter(each -> each == 412).count(), statuses::toString);
  }
}
