package pilotfeld.processing.label;

import java.io.IOException;
import java.util.Set;
import pilotfeld.processing.label.Photo.Codes;
import pilotfeld.processing.label.Photo.NoCode;
import pilotfeld.processing.label.Photo.Refused;

/// Reads the QR codes of a photo. It takes some 40 MB of memory meanwhile and up to some seconds,
/// so a caller bounds how many are read at once.
public final class PhotoReader {

  /// Most bytes that a photo may have.
  public static final int BYTES_LIMIT = 8 << 20;

  /// Most pixels that a photo may have; a telephone takes 12 million unless it is told otherwise.
  public static final long PIXELS_LIMIT = 25_000_000;

  /// Most pixels that are looked at; of a larger photo every second one, or every third.
  public static final long SEEN_PIXELS_LIMIT = 4_000_000;

  static final Set<PictureFormat> READ = Set.of(PictureFormat.JPEG, PictureFormat.PNG);

  private PhotoReader() {}

  /// Reads a JPEG or PNG. What is written in it beside the picture is not looked at.
  public static Photo read(byte[] file) {
    if (file.length > BYTES_LIMIT) {
      return new Refused(
          "the photo has %d bytes, at most %d are read: make it smaller"
              .formatted(file.length, BYTES_LIMIT));
    }
    var format = PictureFormat.of(file);
    if (format.isEmpty() || !READ.contains(format.get())) {
      return new Refused(
          "the photo is %s, JPEG and PNG are read: save it as one of them"
              .formatted(format.map(PictureFormat::name).orElse("in no known format")));
    }
    return read(format.get(), file);
  }

  private static Photo read(PictureFormat format, byte[] file) {
    try (var picture = Picture.open(format, file)) {
      if (picture.pixels() > PIXELS_LIMIT) {
        return new Refused(
            "the photo has %d × %d pixels, at most %d are read: take it with a lower resolution"
                .formatted(picture.width(), picture.height(), PIXELS_LIMIT));
      }
      var texts = CodeSearch.in(picture.read(SEEN_PIXELS_LIMIT));
      return texts.isEmpty() ? new NoCode() : new Codes(texts);
    } catch (IOException | RuntimeException e) {
      // Java's readers of pictures meet some broken ones with an exception of another kind.
      return new Refused("the photo is damaged or incomplete: take it again");
    }
  }
}
