package pilotfeld.processing.label;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/// Pictures of QR codes, as ZXing writes them and as a photo may show them.
final class Codes {

  private Codes() {}

  /// A code with its margin.
  static BufferedImage of(String text, int side) {
    return of(text, side, Color.BLACK, Color.WHITE);
  }

  static BufferedImage of(String text, int side, Color dark, Color light) {
    try {
      var hints = Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M);
      var code = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, side, side, hints);
      var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
      for (var y = 0; y < side; y++) {
        for (var x = 0; x < side; x++) {
          image.setRGB(x, y, (code.get(x, y) ? dark : light).getRGB());
        }
      }
      return image;
    } catch (WriterException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /// A grey wall, on which something is drawn.
  static BufferedImage wall(int width, int height, Consumer<Graphics2D> drawing) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(new Color(150, 155, 145));
    graphics.fillRect(0, 0, width, height);
    drawing.accept(graphics);
    graphics.dispose();
    return image;
  }

  static BufferedImage turned(BufferedImage code, double degrees) {
    var side = code.getWidth() * 2;
    var turn = AffineTransform.getRotateInstance(Math.toRadians(degrees), side / 2.0, side / 2.0);
    turn.translate(code.getWidth() / 2.0, code.getHeight() / 2.0);
    return wall(side, side, graphics -> graphics.drawImage(code, turn, null));
  }

  static BufferedImage noisy(BufferedImage image, double deviation) {
    var random = new Random(7);
    for (var y = 0; y < image.getHeight(); y++) {
      for (var x = 0; x < image.getWidth(); x++) {
        var noise = random.nextGaussian() * deviation;
        var colour = new Color(image.getRGB(x, y));
        image.setRGB(
            x,
            y,
            new Color(
                    noisy(colour.getRed(), noise),
                    noisy(colour.getGreen(), noise),
                    noisy(colour.getBlue(), noise))
                .getRGB());
      }
    }
    return image;
  }

  private static int noisy(int value, double noise) {
    return Math.clamp(Math.round(value + noise), 0, 255);
  }

  static byte[] file(BufferedImage image, String format) {
    try (var bytes = new ByteArrayOutputStream()) {
      ImageIO.write(image, format, bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
