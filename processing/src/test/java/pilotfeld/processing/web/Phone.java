package pilotfeld.processing.web;

import static java.net.http.HttpRequest.BodyPublishers.ofByteArray;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static pilotfeld.processing.account.Role.TECHNICIAN;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.UUID;
import javax.imageio.ImageIO;
import pilotfeld.processing.api.AnswerSchemas;

/// A technician's phone. Whatever it is answered must be as the contract says.
///
/// @param everyone to whom the technician belongs
record Phone(Everyone everyone) {

  /// When a photo was taken, in an address.
  static final String TIMES = "doneAt=2026-07-19T12:00:00Z&sentAt=2026-07-19T12:00:00Z";

  /// A photo without a code.
  static final byte[] PICTURE = png(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB));

  private static final AnswerSchemas SCHEMAS = new AnswerSchemas();

  HttpResponse<String> task(String body) throws Exception {
    return ask("doFieldTask", everyone.request("POST", "/api/field/tasks").POST(ofString(body)));
  }

  /// Sends a photo of a sticker.
  HttpResponse<String> label(byte[] photo) throws Exception {
    return ask("readLabel", everyone.request("POST", "/api/field/label").POST(ofByteArray(photo)));
  }

  /// Sends a photo of how something is mounted.
  HttpResponse<String> keep(UUID photo, String site, byte[] file) throws Exception {
    var address = "/api/field/photos/%s?site=%s&%s".formatted(photo, site, TIMES);
    return ask("keepSitePhoto", everyone.request("POST", address).POST(ofByteArray(file)));
  }

  HttpResponse<String> get(String operation, String address) throws Exception {
    return ask(operation, everyone.request("GET", address));
  }

  /// @param operation of the contract
  HttpResponse<String> ask(String operation, HttpRequest.Builder request) throws Exception {
    var answer = everyone.send(everyone.asPageOf(TECHNICIAN, request));
    assertEquals(Optional.empty(), SCHEMAS.fault(operation, answer));
    return answer;
  }

  /// A picture as a file.
  static byte[] png(BufferedImage image) {
    try (var bytes = new ByteArrayOutputStream()) {
      ImageIO.write(image, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
