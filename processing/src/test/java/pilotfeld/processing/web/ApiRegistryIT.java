package pilotfeld.processing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.web.Answers.assertProblem;
import static pilotfeld.processing.web.Answers.head;
import static pilotfeld.processing.web.Answers.json;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is registered by the interface is there, in lists and in the trail, too.
class ApiRegistryIT {

  @AutoClose private static final Everyone everyone = Everyone.withGauge();
  private static final Administrator administrator = new Administrator(everyone);

  @Test
  void whatIsMadeIsThereUnderItsAddressAndInTheTrail() throws Exception {
    var made = administrator.post("/api/sites", "{'id':'made-1','pilot':'water','name':'Made'}");

    assertEquals(201, made.statusCode(), made::body);
    assertEquals("/api/sites/made-1", head(made, "Location"));
    var read = administrator.get("/api/sites/made-1");
    assertEquals(json(made), json(read));
    assertEquals(head(made, "ETag"), head(read, "ETag"));
    assertEquals("Made", json(read).path("name").asText());
    assertTrue(json(read).path("position").isNull());
    var entry = json(administrator.get("/api/audit?action=site_added&subject=made-1")).path(0);
    assertEquals("administrator", entry.path("actor").asText());
    assertEquals("token", entry.path("way").asText());
    assertEquals("water", entry.path("detail").path("pilot").asText());
  }

  @Test
  void whatIsThereAlreadyOrRefersToNothingIsAConflict() throws Exception {
    assertProblem(
        409, administrator.post("/api/sites", "{'id':'hase-1','pilot':'water'}"), "already");
    assertProblem(
        409, administrator.post("/api/sites", "{'id':'new','pilot':'nowhere'}"), "no such pilot");
    assertProblem(
        409,
        administrator.post("/api/devices", "{'id':'0123456789abcdef','model':'none'}"),
        "no such device model");
    assertProblem(
        409,
        administrator.post(
            "/api/deployments",
            "{'device':'70b3d57ba0000001','model':'decentlab-dl-mbx','site':'hase-1','startsAt':'2026-02-01'}"),
        "end that deployment first");
  }

  @Test
  void aListComesInPartsThatMeetWithoutGapOrOverlap() throws Exception {
    for (var site = 0; site < 5; site++) {
      administrator.post("/api/sites", "{'id':'part-" + site + "','pilot':'water'}");
    }
    var whole = ids(administrator.get("/api/sites?pilot=water"));
    var parts = new ArrayList<String>();
    var next = "/api/sites?pilot=water&limit=2";
    while (next != null) {
      var part = administrator.get(next);
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
    assertProblem(400, administrator.get("/api/deployments?cursor=" + cursor), "cursor");
  }

  @Test
  void aDeviceGoesFromSiteToSite() throws Exception {
    administrator.post("/api/sites", "{'id':'from','pilot':'water'}");
    administrator.post("/api/sites", "{'id':'to','pilot':'water'}");
    var placement =
        "{'device':'70B3D57BA0000777','model':'decentlab-dl-mbx','site':'from','startsAt':'2026-03-01'}";
    var made = administrator.post("/api/deployments", placement);
    assertEquals(201, made.statusCode(), made::body);
    var address = head(made, "Location");
    assertEquals("70b3d57ba0000777", json(made).path("device").asText());

    assertProblem(
        422,
        administrator.patch(address, "{'endsAt':'2026-02-01'}", head(made, "ETag")),
        "must be after");
    var ended =
        administrator.patch(address, "{'endsAt':'2026-04-01T00:00:00Z'}", head(made, "ETag"));
    assertEquals(200, ended.statusCode(), ended::body);
    var second =
        administrator.post(
            "/api/deployments", placement.replace("from", "to").replace("03-01", "05-01"));
    assertEquals(201, second.statusCode(), second::body);

    assertEquals(
        "to", json(administrator.get("/api/devices/70b3d57ba0000777")).path("site").asText());
    assertEquals(1, json(administrator.get("/api/deployments?site=from&at=2026-03-15")).size());
    assertEquals(0, json(administrator.get("/api/deployments?site=from&at=2026-04-15")).size());
    assertProblem(
        409,
        administrator.patch(
            address, "{'endsAt':'2026-03-15'}", head(administrator.get(address), "ETag")),
        "last deployment");
    var withdrawn =
        everyone.send(
            administrator
                .request("DELETE", head(second, "Location"))
                .header("If-Match", head(second, "ETag")));
    assertEquals(204, withdrawn.statusCode(), withdrawn::body);
    assertTrue(json(administrator.get("/api/devices/70b3d57ba0000777")).path("site").isNull());
    var actions = new ArrayList<String>();
    json(administrator.get("/api/audit?subject=70b3d57ba0000777"))
        .forEach(each -> actions.add(each.path("action").asText()));
    assertEquals(
        List.of("deployment_withdrawn", "deployment_begun", "deployment_ended", "deployment_begun"),
        actions);
  }
}
