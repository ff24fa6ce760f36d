package pilotfeld.processing.label;

import static java.awt.image.BufferedImage.TYPE_BYTE_BINARY;
import static java.awt.image.BufferedImage.TYPE_BYTE_INDEXED;
import static java.awt.image.BufferedImage.TYPE_INT_ARGB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.label.Codes.file;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures that ZXing wrote, and what happens to them on the way through a camera.
class PhotoReaderTest {

  private static final String TEXT = LabelReaderTest.EXAMPLE;

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void aCodeIsRead(String format) {
    assertShows(Set.of(TEXT), file(Codes.of(TEXT, 300), format));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 30, 45, 90, 137, 180, 270, 315})
  void aCodeIsReadHoweverThePhoneIsHeld(int degrees) {
    assertShows(Set.of(TEXT), file(Codes.turned(Codes.of(TEXT, 400), degrees), "jpeg"));
  }

  @ParameterizedTest
  @CsvSource({"20, 300", "40, 400", "60, 600"})
  void aCodeIsReadThroughNoise(int deviation, int side) {
    var photo = Codes.noisy(Codes.turned(Codes.of(TEXT, side), 12), deviation);

    assertShows(Set.of(TEXT), file(photo, "jpeg"));
  }

  @Test
  void aCodeIsReadInBadLight() {
    var pale = Codes.of(TEXT, 400, new Color(95, 95, 95), new Color(125, 125, 120));

    assertShows(Set.of(TEXT), file(Codes.noisy(Codes.turned(pale, 20), 3), "jpeg"));
  }

  @Test
  void aCodeIsReadInALargePhotoOfAWholeDevice() {
    var photo =
        Codes.wall(
            4000, 3000, graphics -> graphics.drawImage(Codes.of(TEXT, 500), 2700, 400, null));

    assertShows(Set.of(TEXT), file(Codes.noisy(photo, 8), "jpeg"));
  }

  @Test
  void everyCodeOfAPhotoIsRead() {
    var web = "https://example.com/manual";
    var joinEui = "JoinEUI: 1122334455667788";
    var photo =
        Codes.wall(
            1600,
            1200,
            graphics -> {
              graphics.drawImage(Codes.of(TEXT, 420), 100, 120, null);
              graphics.drawImage(Codes.of(web, 300), 700, 180, null);
              graphics.drawImage(Codes.of(joinEui, 350), 1100, 700, null);
            });

    assertShows(Set.of(TEXT, web, joinEui), file(Codes.noisy(photo, 5), "jpeg"));
  }

  @ParameterizedTest
  @ValueSource(ints = {TYPE_INT_ARGB, TYPE_BYTE_BINARY, TYPE_BYTE_INDEXED})
  void everyKindOfPngIsRead(int type) {
    var code = Codes.of(TEXT, 300);
    var image = new BufferedImage(300, 300, type);
    for (var y = 0; y < 300; y++) {
      for (var x = 0; x < 300; x++) {
        // Where it is light it is transparent, if it can be.
        var isDark = (code.getRGB(x, y) & 0xFF) == 0;
        image.setRGB(x, y, isDark ? 0xFF000000 : type == TYPE_INT_ARGB ? 0 : 0xFFFFFFFF);
      }
    }

    assertShows(Set.of(TEXT), file(image, "png"));
  }

  @Test
  void aPhotoWithoutACodeIsSaidToHaveNone() {
    var wall = file(Codes.noisy(Codes.wall(1200, 900, _ -> {}), 40), "jpeg");

    assertInstanceOf(Photo.NoCode.class, PhotoReader.read(wall));
    assertInstanceOf(Photo.NoCode.class, PhotoReader.read(file(Codes.wall(1, 1, _ -> {}), "png")));
  }

  @ParameterizedTest
  @ValueSource(ints = {20_000, 40_000})
  void aPictureTooLargeIsRefusedBeforeItIsUnpacked(int side) {
    var bomb = blankPng(side, side);
    assertTrue(bomb.length < PhotoReader.BYTES_LIMIT, () -> bomb.length + " bytes");

    assertTimeout(
        Duration.ofSeconds(1),
        () ->
            assertRefused(
                "the photo has %d × %d pixels, at most 25000000 are read".formatted(side, side),
                bomb));
  }

  @Test
  void textThatUnpacksToHundredsOfMegabytesIsNotUnpacked() {
    // Of a picture with a palette Java's reader would unpack it.
    var image = new BufferedImage(300, 300, TYPE_BYTE_INDEXED);
    image.createGraphics().drawImage(Codes.of(TEXT, 300), 0, 0, null);
    var png = file(image, "png");
    var text = deflated(new byte[1 << 20], 800);
    var chunk = ByteBuffer.allocate(text.length + 3).put("a\0\0".getBytes()).put(text).array();
    var afterHeader = 8 + 12 + 13;
    var bomb =
        join(
            Arrays.copyOf(png, afterHeader),
            chunk("zTXt", chunk),
            Arrays.copyOfRange(png, afterHeader, png.length));

    assertTrue(bomb.length < PhotoReader.BYTES_LIMIT, () -> bomb.length + " bytes");
    assertTimeout(Duration.ofSeconds(3), () -> assertShows(Set.of(TEXT), bomb));
  }

  @Test
  void whatIsBesideAJpegIsLeftOut() throws IOException {
    var jpeg = file(Codes.turned(Codes.of(TEXT, 300), 5), "jpeg");
    var place = join(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, 10}, "Exif\0\0GP".getBytes());
    var film = new byte[100_000];
    new Random(1).nextBytes(film);
    var photo = join(Arrays.copyOf(jpeg, 2), place, Arrays.copyOfRange(jpeg, 2, jpeg.length), film);

    assertShows(Set.of(TEXT), photo);
    var bare = new String(JpegSegments.ofPicture(photo), StandardCharsets.ISO_8859_1);
    assertFalse(bare.contains("Exif"));
    assertTrue(bare.length() < jpeg.length);
  }

  @Test
  void aProgressiveJpegIsReadUnlessItNeverEnds() {
    var jpeg = progressive(Codes.turned(Codes.of(TEXT, 300), 5));
    assertShows(Set.of(TEXT), jpeg);

    var scan = lastIndexOf(jpeg, (byte) 0xDA) - 1;
    var scans = new byte[JpegSegments.SCANS_LIMIT][];
    Arrays.fill(scans, Arrays.copyOfRange(jpeg, scan, jpeg.length - 2));

    assertRefused("the photo is damaged", join(Arrays.copyOf(jpeg, scan), join(scans)));
  }

  private static byte[] progressive(BufferedImage image) {
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var parameters = writer.getDefaultWriteParam();
    parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    var bytes = new ByteArrayOutputStream();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    writer.dispose();
    return bytes.toByteArray();
  }

  // Of a marker: what is written as such within a scan has a zero behind 0xFF.
  private static int lastIndexOf(byte[] jpeg, byte marker) {
    var index = jpeg.length - 1;
    while (jpeg[index] != marker || jpeg[index - 1] != (byte) 0xFF) {
      index--;
    }
    return index;
  }

  @Test
  void aPictureFullOfCornersDoesNotTakeForEver() {
    var corners =
        Codes.wall(
            1990,
            1990,
            graphics -> {
              for (var y = 0; y < 1990; y += 10) {
                for (var x = 0; x < 1990; x += 10) {
                  corner(graphics, x, y);
                }
              }
            });

    assertTimeout(
        Duration.ofSeconds(10),
        () -> assertInstanceOf(Photo.NoCode.class, PhotoReader.read(file(corners, "png"))));
  }

  @Test
  void asManyCornersAsAreLookedAtDoNotTakeForEverEither() {
    var corners =
        Codes.wall(
            1800,
            1800,
            graphics -> {
              for (var y = 0; y < 8; y++) {
                for (var x = 0; x < 9; x++) {
                  graphics.translate(100 + 180 * x, 100 + 180 * y);
                  graphics.scale(10, 10);
                  corner(graphics, 0, 0);
                  graphics.scale(0.1, 0.1);
                  graphics.translate(-100 - 180 * x, -100 - 180 * y);
                }
              }
            });

    assertTimeout(
        Duration.ofSeconds(20),
        () -> assertInstanceOf(Photo.NoCode.class, PhotoReader.read(file(corners, "png"))));
  }

  private static void corner(Graphics2D graphics, int x, int y) {
    graphics.setColor(Color.WHITE);
    graphics.fillRect(x, y, 10, 10);
    graphics.setColor(Color.BLACK);
    graphics.fillRect(x + 1, y + 1, 7, 7);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(x + 2, y + 2, 5, 5);
    graphics.setColor(Color.BLACK);
    graphics.fillRect(x + 3, y + 3, 3, 3);
  }

  @Test
  void tooManyBytesAreRefused() {
    assertRefused("the photo has 8388609 bytes", new byte[PhotoReader.BYTES_LIMIT + 1]);
  }

  @ParameterizedTest
  @CsvSource({
    "0000001c667479706865696300000000, HEIC",
    "524946460000000057454250, WEBP",
    "474946383961, GIF",
    "255044462d312e37, PDF",
    "6c6c, in no known format",
    "'', in no known format"
  })
  void whatIsNoJpegOrPngIsNamed(String hex, String name) {
    assertRefused(
        "the photo is %s, JPEG and PNG are read".formatted(name), HexFormat.of().parseHex(hex));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void aDamagedPhotoIsNoFaultOfOurs(String format) {
    var whole = file(Codes.of(TEXT, 300), format);
    for (var length = 0; length < whole.length; length += 97) {
      assertFalse(PhotoReader.read(Arrays.copyOf(whole, length)).toString().isBlank());
    }
    assertRefused("the photo is damaged", Arrays.copyOf(whole, 60));
  }

  private static void assertShows(Set<String> texts, byte[] photo) {
    var codes = assertInstanceOf(Photo.Codes.class, PhotoReader.read(photo));
    assertEquals(texts, Set.copyOf(codes.texts()));
    assertFalse(codes.toString().contains("LW:D0"));
  }

  private static void assertRefused(String words, byte[] photo) {
    var why = assertInstanceOf(Photo.Refused.class, PhotoReader.read(photo)).why();
    assertTrue(why.startsWith(words), why);
  }

  /// Of one bit a pixel, all of them black.
  private static byte[] blankPng(int width, int height) {
    var header =
        ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {1, 0, 0, 0, 0});
    var line = new byte[1 + (width + 7) / 8];
    return join(
        new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'},
        chunk("IHDR", header.array()),
        chunk("IDAT", deflated(line, height)),
        chunk("IEND", new byte[0]));
  }

  private static byte[] deflated(byte[] block, int times) {
    var packed = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_COMPRESSION))) {
      for (var time = 0; time < times; time++) {
        deflater.write(block);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] chunk(String type, byte[] data) {
    var typed = join(type.getBytes(StandardCharsets.US_ASCII), data);
    var checksum = new CRC32();
    checksum.update(typed);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(typed)
        .putInt((int) checksum.getValue())
        .array();
  }

  private static byte[] join(byte[]... parts) {
    var joined = new ByteArrayOutputStream();
    for (var part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
