package pilotfeld.processing.web;

import static java.net.http.HttpRequest.BodyPublishers.ofByteArray;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.account.Role.EVALUATOR;
import static pilotfeld.processing.account.Role.TECHNICIAN;
import static pilotfeld.processing.web.Answers.json;
import static pilotfeld.processing.web.Everyone.GAUGE;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pilotfeld.processing.fixture.BrokenConnection;

/// The interface of a technician's phone, as programs use it.
class FieldResourceIT {

  private static final String STICKER =
      "LW:D0:70B3D57BA0FFFFFF:70B3D57BA0000001:AABB1122:O5EC2E7:SYY1";

  @AutoClose private static final Everyone everyone = Everyone.withGauge();

  @Test
  void aPhotoOfAStickerIsReadAndItsOwnerTokenStaysHere() throws Exception {
    var answer = post("/api/field/label", png(code(STICKER)));

    assertEquals(200, answer.statusCode(), answer::body);
    assertEquals(
        GAUGE + ":70b3d57ba0ffffff", json(answer).path("codes").path(0).path("code").asText());
    assertFalse(answer.body().contains("5EC2E7"), answer::body);
  }

  @Test
  void aKeyInAPhotoIsNamedAndNotRepeated() throws Exception {
    var key = "2B7E151628AED2A6ABF7158809CF4F3C";
    var answer = post("/api/field/label", png(code(key)));

    assertEquals("key", json(answer).path("codes").path(0).path("other").asText());
    assertFalse(answer.body().contains(key), answer::body);
  }

  @Test
  void aPhotoWithoutACodeSaysWhatToDo() throws Exception {
    var answer = post("/api/field/label", png(new BufferedImage(300, 200, 1)));

    assertEquals(0, json(answer).path("codes").size());
    assertTrue(json(answer).path("why").asText().contains("go nearer"), answer::body);
  }

  @Test
  void aPhotoOfTheMountingIsKeptOnceAndComesBackAsAPicture() throws Exception {
    var path = "/api/field/photos/" + UUID.randomUUID();
    var about = path + "?site=hase-1&doneAt=%s&sentAt=%1$s".formatted(Instant.now());

    assertEquals(204, post(about, png(new BufferedImage(300, 200, 1))).statusCode());
    assertEquals(204, post(about, png(new BufferedImage(300, 200, 1))).statusCode());

    var picture = everyone.send(everyone.asPageOf(TECHNICIAN, everyone.request("GET", path)));
    assertEquals("image/jpeg", picture.headers().firstValue("Content-Type").orElse(""));
    assertEquals(1, everyone.riverside().number("SELECT count(*) FROM site_photo"));
  }

  @Test
  void whoIsNotKnownSendsALargePhotoInVain() throws Exception {
    var large = new byte[6 << 20];
    var request = everyone.request("POST", "/api/field/label").POST(ofByteArray(large));

    assertEquals(401, everyone.status(request));
    assertEquals(413, post("/api/field/label", new byte[9 << 20]).statusCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                     | id is missing
          []                                                                     | The body must be JSON
          {"id":"1"}                                                             | id must be a UUID
          {"id":"%s","doneAt":"yesterday"}                                       | doneAt must be a time
          {"id":"%s","doneAt":"2026-07-19T12:00:00Z"}                            | sentAt is missing
          {"id":"%s","doneAt":"2026-07-19T12:00:00Z","sentAt":"2026-07-19T11:00:00Z"} | doneAt is after sentAt
          {"id":"%s","doneAt":"2026-07-19T12:00:00Z","sentAt":"2026-07-19T12:00:00Z","kind":"burn"} | kind must be
          {"id":"%s","doneAt":"2026-07-19T12:00:00Z","sentAt":"2026-07-19T12:00:00Z","kind":"register"} | code must have
          {"id":"%s","doneAt":"2026-07-19T12:00:00Z","sentAt":"2026-07-19T12:00:00Z","kind":"register","code":"x"} | site is missing
          {"id":"%s","doneAt":"2026-07-19T12:00:00Z","sentAt":"2026-07-19T12:00:00Z","kind":"register","code":"x","newSite":{"id":"a b","pilot":"water","name":"n"}} | the id of a site
          {"id":"%s","doneAt":"2026-07-19T12:00:00Z","sentAt":"2026-07-19T12:00:00Z","kind":"take_down","device":"x","reason":"rust"} | reason has a word
          """)
  void whatIsWrongWithATaskIsSaid(String body, String words) throws Exception {
    var answer = task(body.formatted(UUID.randomUUID()));

    assertEquals(400, answer.statusCode(), answer::body);
    assertTrue(json(answer).path("detail").asText().contains(words), answer::body);
  }

  @Test
  void aTaskIsAnsweredAndTheCheckFindsTheDevice() throws Exception {
    var answer =
        task(
            """
            {"id":"%s","kind":"register","doneAt":"2026-07-19T12:00:00Z","sentAt":"2026-07-19T12:00:00Z","code":"%s","site":"hase-1"}
            """
                .formatted(UUID.randomUUID(), STICKER));

    assertEquals("done", json(answer).path("state").asText(), answer::body);
    var check =
        json(
            everyone.send(
                everyone.asPageOf(
                    TECHNICIAN,
                    everyone.request("GET", "/api/field/devices/" + GAUGE + "/check"))));
    assertEquals("hase-1", check.path("site").asText());
    assertEquals("NO_CONTACT", check.path("verdict").path("grade").asText());
  }

  @Test
  void aTaskWhoseConnectionBreaksIsToBeSentAgain() throws Exception {
    var body =
        """
        {"id":"%s","kind":"register","doneAt":"2026-07-19T12:00:00Z","sentAt":"2026-07-19T12:00:00Z",
         "code":"a84041000181c061","model":"decentlab-dl-mbx","site":"hase-1","choices":["anyway","beside"]}
        """
            .formatted(UUID.randomUUID());

    var broken = BrokenConnection.amid(everyone.jdbi(), "device", () -> task(body));

    assertEquals(503, broken.resultNow().statusCode(), broken.resultNow()::body);
  }

  @Test
  void theListsAreAsThePhoneNeedsThem() throws Exception {
    var lists =
        json(
            everyone.send(
                everyone.asPageOf(
                    TECHNICIAN,
                    everyone.request("GET", "/api/field/lists?latitude=52.28&longitude=8.05"))));

    assertEquals("hase-1", lists.path("sites").path(0).path("id").asText());
    assertEquals(GAUGE, lists.path("devices").path(0).path("device").asText());
    assertEquals(52.28, lists.path("sites").path(0).path("latitude").asDouble());
    assertTrue(lists.path("models").size() > 5);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/field/lists",
    "GET, /api/field/devices/70b3d57ba0000001/check",
    "GET, /api/field/photos/6f1b7d52-6f0e-4a5e-9d8e-2f9d7f0c1a11",
    "POST, /api/field/photos/6f1b7d52-6f0e-4a5e-9d8e-2f9d7f0c1a11",
    "POST, /api/field/label",
    "POST, /api/field/tasks"
  })
  void whoRegistersNothingIsTurnedAway(String method, String path) throws Exception {
    assertEquals(401, everyone.status(everyone.request(method, path)));
    assertEquals(
        403, everyone.status(everyone.asPageOf(EVALUATOR, everyone.request(method, path))));
  }

  private static HttpResponse<String> task(String body) throws Exception {
    var request = everyone.request("POST", "/api/field/tasks").POST(BodyPublishers.ofString(body));
    return everyone.send(everyone.asPageOf(TECHNICIAN, request));
  }

  private static HttpResponse<String> post(String path, byte[] photo) throws Exception {
    HttpRequest.Builder request = everyone.request("POST", path).POST(ofByteArray(photo));
    return everyone.send(everyone.asPageOf(TECHNICIAN, request));
  }

  private static BufferedImage code(String text) throws Exception {
    var side = 300;
    var matrix = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, side, side);
    var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (var y = 0; y < side; y++) {
      for (var x = 0; x < side; x++) {
        image.setRGB(x, y, (matrix.get(x, y) ? Color.BLACK : Color.WHITE).getRGB());
      }
    }
    return image;
  }

  private static byte[] png(BufferedImage image) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
