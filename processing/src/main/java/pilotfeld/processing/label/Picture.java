package pilotfeld.processing.label;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// A picture as a file has it, of which nothing but the size is read at first.
final class Picture implements AutoCloseable {

  private static final int FIRST = 0;

  private final ImageReader reader;
  private final int width;
  private final int height;

  private Picture(ImageReader reader) throws IOException {
    this.reader = reader;
    this.width = reader.getWidth(FIRST);
    this.height = reader.getHeight(FIRST);
  }

  /// @throws IOException if it is broken
  static Picture open(PictureFormat format, byte[] file) throws IOException {
    var reader = ImageIO.getImageReadersByFormatName(format.name()).next();
    var bytes =
        format == PictureFormat.PNG ? PngChunks.ofPicture(file) : JpegSegments.ofPicture(file);
    // Forward only, and without metadata: no thumbnail, profile or text of it is looked at.
    reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)), true, true);
    try {
      return new Picture(reader);
    } catch (IOException | RuntimeException e) {
      reader.dispose();
      throw e;
    }
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  long pixels() {
    return (long) width * height;
  }

  /// Every pixel, or every second one of every second line, or every third one: as few as it takes
  /// to stay within the limit.
  ///
  /// @throws IOException if it is broken
  Pixels read(long limit) throws IOException {
    return Pixels.of(image(limit));
  }

  /// The same in its colours.
  ///
  /// @throws IOException if it is broken
  BufferedImage image(long limit) throws IOException {
    var step = (int) Math.ceil(Math.sqrt((double) pixels() / limit));
    var parameters = reader.getDefaultReadParam();
    parameters.setSourceSubsampling(step, step, 0, 0);
    return reader.read(FIRST, parameters);
  }

  @Override
  public void close() {
    reader.dispose();
  }
}
