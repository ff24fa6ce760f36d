package pilotfeld.processing.web;

import static java.net.http.HttpRequest.BodyPublishers.ofByteArray;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.web.Answers.assertProblem;
import static pilotfeld.processing.web.Answers.json;
import static pilotfeld.processing.web.Everyone.GAUGE;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.field.SitePhotos;

/// Photos that a technician's phone sends: of stickers, and of how sensors are mounted.
class FieldPhotosIT {

  private static final String STICKER =
      "LW:D0:70B3D57BA0FFFFFF:70B3D57BA0000001:AABB1122:O5EC2E7:SYY1";

  @AutoClose private static final Everyone everyone = Everyone.withGauge();
  private final Phone phone = new Phone(everyone);

  @Test
  void aPhotoOfAStickerIsReadAndItsOwnerTokenStaysHere() throws Exception {
    var answer = phone.label(Phone.png(code(STICKER)));

    assertEquals(200, answer.statusCode(), answer::body);
    assertEquals(
        GAUGE + ":70b3d57ba0ffffff", json(answer).path("codes").path(0).path("code").asText());
    assertFalse(answer.body().contains("5EC2E7"), answer::body);
  }

  @Test
  void aKeyInAPhotoIsNamedAndNotRepeated() throws Exception {
    var key = "2B7E151628AED2A6ABF7158809CF4F3C";
    var answer = phone.label(Phone.png(code(key)));

    assertEquals("key", json(answer).path("codes").path(0).path("other").asText());
    assertFalse(answer.body().contains(key), answer::body);
  }

  @Test
  void aPhotoWithoutACodeSaysWhatToDo() throws Exception {
    var answer = phone.label(Phone.PICTURE);

    assertEquals(0, json(answer).path("codes").size());
    assertTrue(json(answer).path("why").asText().contains("go nearer"), answer::body);
  }

  @Test
  void aPhotoOfTheMountingIsKeptOnceAndComesBackAsAPicture() throws Exception {
    var photo = UUID.randomUUID();

    assertEquals(204, phone.keep(photo, "hase-1", Phone.PICTURE).statusCode());
    assertEquals(204, phone.keep(photo, "hase-1", Phone.PICTURE).statusCode());

    var picture = phone.ask("readSitePhoto", everyone.request("GET", "/api/field/photos/" + photo));
    assertEquals(200, picture.statusCode());
    assertEquals(
        List.of("technician photo_kept " + photo),
        everyone
            .riverside()
            .texts(
                "SELECT actor || ' ' || action || ' ' || (detail ->> 'photo') FROM audit WHERE subject = 'hase-1'"));
  }

  @Test
  void aSiteHasSoManyPhotosAndNoMore() throws Exception {
    everyone.riverside().withGauge("70b3d57ba0000002", "hase-2");
    for (var taken = 0; taken < SitePhotos.SITE_LIMIT; taken++) {
      assertEquals(204, phone.keep(UUID.randomUUID(), "hase-2", Phone.PICTURE).statusCode());
    }

    var oneMore = phone.keep(UUID.randomUUID(), "hase-2", Phone.PICTURE);
    assertProblem(409, oneMore, "20 photos");
  }

  @Test
  void whatIsNoPhotoIsNotKeptAndNothingIsKeptOfASiteThatIsNone() throws Exception {
    var text = phone.keep(UUID.randomUUID(), "hase-1", "a note".getBytes(StandardCharsets.UTF_8));
    var elsewhere = phone.keep(UUID.randomUUID(), "nowhere", Phone.PICTURE);

    assertProblem(422, text, "JPEG or PNG");
    assertProblem(404, elsewhere, "nowhere");
  }

  @Test
  void whoIsNotKnownSendsALargePhotoInVain() throws Exception {
    var large = everyone.request("POST", "/api/field/label").POST(ofByteArray(new byte[6 << 20]));

    assertEquals(401, everyone.status(large));
    assertEquals(413, phone.label(new byte[9 << 20]).statusCode());
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
}
