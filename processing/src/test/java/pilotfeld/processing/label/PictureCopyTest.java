package pilotfeld.processing.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureCopyTest {

  private static final String PLACE = "GPS 52.2799 8.0472";

  @Test
  void whatIsBesideThePictureIsGone() throws IOException {
    var photo = withComment(Codes.file(wall(640, 480), "jpg"), PLACE);
    assertTrue(latin(photo).contains(PLACE));

    var copy = PictureCopy.of(photo);

    assertFalse(latin(copy).contains("GPS"));
    assertFalse(latin(copy).contains("Exif"));
    var image = ImageIO.read(new ByteArrayInputStream(copy));
    assertEquals(640, image.getWidth());
    assertEquals(Color.ORANGE.getRed(), new Color(image.getRGB(320, 240)).getRed(), 12);
  }

  @Test
  void aLargePhotoIsKeptSmaller() throws IOException {
    var image =
        ImageIO.read(new ByteArrayInputStream(PictureCopy.of(Codes.file(wall(3000, 2000), "png"))));

    assertTrue(image.getWidth() * image.getHeight() <= PictureCopy.KEPT_PIXELS_LIMIT);
    assertEquals(1.5, (double) image.getWidth() / image.getHeight(), 0.01);
  }

  @Test
  void whatIsNoPhotoIsRefused() {
    var broken = Arrays.copyOf(Codes.file(wall(640, 480), "jpg"), 200);

    for (var file : new byte[][] {"<svg/>".getBytes(StandardCharsets.UTF_8), broken, {}}) {
      assertThrows(IllegalArgumentException.class, () -> PictureCopy.of(file));
    }
  }

  private static BufferedImage wall(int width, int height) {
    return Codes.wall(
        width,
        height,
        graphics -> {
          graphics.setColor(Color.ORANGE);
          graphics.fillRect(0, 0, width, height);
        });
  }

  // An APP1 segment with Exif's signature after the start of the image.
  private static byte[] withComment(byte[] jpeg, String text) throws IOException {
    var payload = ("Exif\0\0" + text).getBytes(StandardCharsets.ISO_8859_1);
    var out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.write(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (payload.length + 2)});
    out.write(payload);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
