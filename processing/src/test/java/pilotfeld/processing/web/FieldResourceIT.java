package pilotfeld.processing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.web.Answers.assertProblem;
import static pilotfeld.processing.web.Answers.json;
import static pilotfeld.processing.web.Everyone.GAUGE;

import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pilotfeld.processing.fixture.BrokenConnection;

/// What a technician's phone keeps, reports and asks.
class FieldResourceIT {

  private static final String STICKER =
      "LW:D0:70B3D57BA0FFFFFF:70B3D57BA0000001:AABB1122:O5EC2E7:SYY1";
  private static final String REPORT =
      "\"id\":\"#\",\"doneAt\":\"2026-07-19T12:00:00Z\",\"sentAt\":\"2026-07-19T14:00:00+02:00\"";

  @AutoClose private static final Everyone everyone = Everyone.withGauge();
  private final Phone phone = new Phone(everyone);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                  | 400 | body /kind: is missing
          []                                                                  | 400 | Expected object
          {"kind":"burn",@}                                                   | 400 | body /kind: Instance does not match any of
          {"kind":"register",@}                                               | 400 | body /code: is missing
          {"kind":"register",@,"code":" ","site":"hase-1"}                    | 422 | body /code: code must have 1 to 1000
          {"kind":"register",@,"code":"a\\u009b","site":"hase-1"}              | 400 | body /code: must match
          {"kind":"take_down","id":"#","doneAt":"0001-01-01","sentAt":"0001-01-11","device":"x","reason":"other"} | 400 | body /doneAt: must match
          {"kind":"register",@,"code":"x"}                                    | 422 | body /site: one of site and newSite
          {"kind":"register",@,"code":"x","site":"hase-1","device":"x"}       | 400 | body /device: is not in the contract
          {"kind":"register",@,"code":"x","site":"hase-1","choices":["BURN"]} | 400 | body /choices/0
          {"kind":"register",@,"code":"x","newSite":{"id":"a b","pilot":"water","name":"n"}} | 400 | body /newSite/id: must match
          {"kind":"register",@,"code":"x","newSite":{"id":"a","pilot":"water","name":"n","latitude":52}} | 422 | body /newSite: latitude and longitude go together
          {"kind":"swap",@,"code":"x","site":"hase-1","reason":"rust"}        | 400 | body /reason
          {"kind":"take_down",@,"device":"X Y","reason":"other"}              | 400 | body /device: must match
          {"kind":"test",@,"code":"x","pilot":"water","site":"hase-1"}        | 400 | body /site: is not in the contract
          {"kind":"take_down","id":"1","doneAt":"2026-07-19","sentAt":"2026-07-19","device":"x","reason":"other"} | 400 | body /id: must match
          {"kind":"take_down","id":"#","doneAt":"yesterday","sentAt":"2026-07-19","device":"x","reason":"other"} | 400 | body /doneAt
          {"kind":"take_down","id":"#","doneAt":"2026-07-20","sentAt":"2026-07-19","device":"x","reason":"other"} | 422 | body /doneAt: doneAt is after sentAt
          {"kind":"take_down","id":"#","doneAt":"2026-01-20","sentAt":"2026-07-19","device":"x","reason":"other"} | 422 | body /doneAt: doneAt is more than 92 days
          """)
  void whatIsWrongWithATaskIsSaid(String body, int status, String words) throws Exception {
    var answer = phone.task(body.replace("@", REPORT).replace("#", UUID.randomUUID().toString()));

    assertProblem(status, answer, words);
  }

  @Test
  void aTaskIsAnsweredAndTheCheckFindsTheDevice() throws Exception {
    var answer =
        phone.task(
            """
            {"kind":"register","id":"%s","doneAt":"2026-07-19T12:00:00Z","sentAt":"2026-07-19T12:00:00Z","code":"%s","model":null,"site":"hase-1","newSite":null}
            """
                .formatted(UUID.randomUUID(), STICKER));

    assertEquals("done", json(answer).path("state").asText(), answer::body);
    var check = json(phone.get("readFieldCheck", "/api/field/devices/" + GAUGE + "/check"));
    assertEquals("hase-1", check.path("site").asText());
    assertEquals("NO_CONTACT", check.path("verdict").path("grade").asText());
    assertEquals(
        404, phone.get("readFieldCheck", "/api/field/devices/70b3d57ba000dead/check").statusCode());
  }

  @Test
  void whatIsInTheWayOfATaskIsAnAnswerToo() throws Exception {
    var answer =
        phone.task(
            """
            {"kind":"test","id":"%s","doneAt":"2026-07-19","sentAt":"2026-07-19","code":"https://example.org","pilot":"water"}
            """
                .formatted(UUID.randomUUID()));

    assertEquals(200, answer.statusCode(), answer::body);
    assertEquals("WRONG_LABEL", json(answer).path("kind").asText());
  }

  @Test
  void aTaskWhoseConnectionBreaksIsToBeSentAgain() throws Exception {
    var body =
        """
        {"id":"%s","kind":"register","doneAt":"2026-07-19T12:00:00Z","sentAt":"2026-07-19T12:00:00Z",
         "code":"a84041000181c061","model":"decentlab-dl-mbx","site":"hase-1","choices":["ANYWAY","BESIDE"]}
        """
            .formatted(UUID.randomUUID());

    var broken = BrokenConnection.amid(everyone.jdbi(), "device", () -> phone.task(body));

    assertEquals(503, broken.resultNow().statusCode(), broken.resultNow()::body);
  }

  @Test
  void theListsAreAsThePhoneNeedsThem() throws Exception {
    var lists = json(phone.get("readFieldLists", "/api/field/lists?latitude=52.28&longitude=8.05"));

    assertEquals("hase-1", lists.path("sites").path(0).path("id").asText());
    assertEquals(GAUGE, lists.path("devices").path(0).path("device").asText());
    assertEquals(52.28, lists.path("sites").path(0).path("latitude").asDouble());
    assertTrue(lists.path("models").size() > 5);
    assertEquals(200, phone.get("readFieldLists", "/api/field/lists").statusCode());
    assertEquals(422, phone.get("readFieldLists", "/api/field/lists?latitude=52.28").statusCode());
    assertEquals(
        400, phone.get("readFieldLists", "/api/field/lists?latitude=91&longitude=8").statusCode());
  }
}
