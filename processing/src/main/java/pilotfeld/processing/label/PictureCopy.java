package pilotfeld.processing.label;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Draws a photo anew: what is kept is the picture, without where, when and by which phone.
public final class PictureCopy {

  /// Most bytes of a photo that is to be kept; a phone scales it down before.
  public static final int BYTES_LIMIT = 4 << 20;

  /// Most pixels of it.
  public static final long PIXELS_LIMIT = 25_000_000;

  /// Most pixels that are kept; of a larger photo every second one, or every third.
  public static final long KEPT_PIXELS_LIMIT = 2_000_000;

  private static final float QUALITY = 0.8f;

  private PictureCopy() {}

  /// @return a JPEG
  /// @throws IllegalArgumentException if it is no JPEG or PNG that could be read, or too large
  public static byte[] of(byte[] file) {
    var format = PictureFormat.of(file).filter(PhotoReader.READ::contains);
    if (format.isEmpty() || file.length > BYTES_LIMIT) {
      throw new IllegalArgumentException(
          "a photo must be JPEG or PNG, of at most %d bytes".formatted(BYTES_LIMIT));
    }
    return copy(format.get(), file)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a photo must have at most %d pixels".formatted(PIXELS_LIMIT)));
  }

  // Empty if it has too many pixels.
  private static Optional<byte[]> copy(PictureFormat format, byte[] file) {
    try (var picture = Picture.open(format, file)) {
      return picture.pixels() > PIXELS_LIMIT
          ? Optional.empty()
          : Optional.of(jpeg(opaque(picture.image(KEPT_PIXELS_LIMIT))));
    } catch (IOException | RuntimeException e) {
      // Java's readers of pictures meet some broken ones with an exception of another kind.
      throw new IllegalArgumentException("the photo is damaged or incomplete: take it again", e);
    }
  }

  // JPEG knows nothing of opacity.
  private static BufferedImage opaque(BufferedImage image) {
    var drawn = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    var graphics = drawn.createGraphics();
    graphics.drawImage(image, 0, 0, Color.WHITE, null);
    graphics.dispose();
    return drawn;
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    var writer = ImageIO.getImageWritersByFormatName(PictureFormat.JPEG.name()).next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      var parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
