package pilotfeld.processing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.web.Answers.assertProblem;
import static pilotfeld.processing.web.Answers.json;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Lists of assets, of deliveries and of whole pilots, brought as CSV.
class ApiImportsIT {

  @AutoClose private static final Everyone everyone = Everyone.withGauge();
  private static final Administrator administrator = new Administrator(everyone);

  @Test
  void aRegisterIsTakenWholeOrNotAtAll() throws Exception {
    var good =
        "id,kind,name,lifecycle\nA/1,gully,Gully one,in_service\nA/2,gully,Gully two,planned\n";

    assertEquals(
        2, json(administrator.csv("/api/asset-imports?dryRun=true", good)).path("added").asInt());
    assertEquals(404, administrator.get("/api/assets/A%2F1").statusCode());
    assertEquals(2, json(administrator.csv("/api/asset-imports", good)).path("added").asInt());
    assertEquals(2, json(administrator.csv("/api/asset-imports", good)).path("unchanged").asInt());
    assertEquals("Gully one", json(administrator.get("/api/assets/A%2F1")).path("name").asText());
    var refused = administrator.csv("/api/asset-imports", good + "A/3,gully,,dead\n");
    assertProblem(422, refused, "Nothing was changed");
    assertTrue(json(refused).path("errors").path(0).path("where").asText().startsWith("line 4"));
    assertEquals(2, json(administrator.get("/api/audit?action=assets_imported")).size());
    assertTrue(administrator.get("/assets.geojson").body().contains("A/2"));
    administrator.post("/api/sites", "{'id':'at-gully','pilot':'water','asset':'A/1'}");
    var moved =
        administrator.post(
            "/api/sites/at-gully/assignments", "{'asset':'A/2','since':'2026-02-01'}");
    assertEquals(2, json(moved).size(), moved::body);
    assertEquals("A/2", json(administrator.get("/api/sites/at-gully")).path("asset").asText());
    assertEquals(
        "at-gully", json(administrator.get("/api/sites?asset=A/2")).path(0).path("id").asText());
  }

  @Test
  void aPilotIsTakenWholeOrNotAtAll() throws Exception {
    var good =
        "DevEUI,model,pilot,site,height,AppKey\n70b3d57ba00000c1,decentlab-dl-mbx,water,hase-c,2.5,secret\n";

    var tried = json(administrator.csv("/api/device-imports?dryRun=true", good));
    assertEquals(1, tried.path("registered").asInt(), tried::toString);
    assertEquals("registered", tried.path("lines").path(0).path("step").asText());
    assertEquals(404, administrator.get("/api/sites/hase-c").statusCode());
    assertEquals(
        1, json(administrator.csv("/api/device-imports", good)).path("sitesAdded").asInt());
    var again = administrator.csv("/api/device-imports", good);
    assertEquals(1, json(again).path("unchanged").asInt(), again::body);
    assertEquals("AppKey", json(again).path("ignored").path(0).asText());
    assertFalse(again.body().contains("secret"), again::body);
    var refused =
        administrator.csv(
            "/api/device-imports",
            good
                + "70b3d57ba00000c2,decentlab-dl-mbx,water,hase-c,,\n70b3d57ba00000c3,,weather,hase-d,,\n");
    assertProblem(422, refused, "Nothing was changed");
    assertEquals("line 4", json(refused).path("errors").path(0).path("where").asText());
    assertEquals(
        404, administrator.get("/api/devices/70b3d57ba00000c2").statusCode(), "half a file");
    assertProblem(422, administrator.csv("/api/device-imports", "a,b\n1,2\n"), "DevEUI");
    assertEquals(2, json(administrator.get("/api/audit?action=devices_imported")).size());
  }

  @Test
  void ofADeliveryListEverythingComesOutButKeys() throws Exception {
    var list =
        "DevEUI,JoinEUI,serial\n70b3d57ba00000a1,70b3d57ba0000000,4711\n70b3d57ba00000a2,,4712\nnone,,\n";

    var tried = administrator.csv("/api/delivery-imports?dryRun=true", list);
    assertEquals(2, json(tried).path("added").asInt(), tried::body);
    assertEquals(404, administrator.get("/api/deliveries/70b3d57ba00000a1").statusCode());
    var taken = administrator.csv("/api/delivery-imports", list);
    assertEquals(2, json(taken).path("added").asInt(), taken::body);
    assertEquals(4, json(taken).path("faults").path(0).path("line").asInt());
    assertEquals(
        "4711",
        json(administrator.get("/api/deliveries/70B3D57BA00000A1")).path("serial").asText());
    assertEquals(1, json(administrator.get("/api/deliveries?limit=1")).size());
    assertProblem(
        409,
        administrator.csv(
            "/api/delivery-imports",
            "DevEUI,AppKey\n70b3d57ba00000a3,2B7E151628AED2A6ABF7158809CF4F3C\n"),
        "PILOTFELD_SECRET_KEY");
    assertProblem(422, administrator.csv("/api/delivery-imports", "a,b\n1,2\n"), "DevEUI");
    assertEquals(1, json(administrator.get("/api/audit?action=deliveries_imported")).size());
  }

  @Test
  void aTryThatComesTwiceIsAnsweredByItsKey() throws Exception {
    var list = "DevEUI,serial\n70b3d57ba00000b1,4713\n";

    var first = tried(list);
    var second = tried(list);

    assertEquals(1, json(first).path("added").asInt(), first::body);
    assertEquals(first.body(), second.body());
    assertEquals(Optional.of("true"), second.headers().firstValue("Idempotency-Replayed"));
  }

  private static HttpResponse<String> tried(String list) throws Exception {
    return everyone.send(
        administrator
            .request("POST", "/api/delivery-imports?dryRun=true")
            .header("Content-Type", "text/csv")
            .header(Administrator.IDEMPOTENCY_KEY, "try-1")
            .POST(HttpRequest.BodyPublishers.ofString(list)));
  }
}
