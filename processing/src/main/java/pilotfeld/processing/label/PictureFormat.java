package pilotfeld.processing.label;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Told by the first bytes, whatever a file is called.
enum PictureFormat {
  JPEG(0, "\u00FF\u00D8\u00FF"),
  PNG(0, "\u0089PNG\r\n\u001A\n"),
  HEIC(4, "ftyp"),
  WEBP(8, "WEBP"),
  GIF(0, "GIF8"),
  BMP(0, "BM"),
  PDF(0, "%PDF");

  private final int offset;
  private final byte[] signature;

  PictureFormat(int offset, String signature) {
    this.offset = offset;
    this.signature = signature.getBytes(StandardCharsets.ISO_8859_1);
  }

  static Optional<PictureFormat> of(byte[] file) {
    return Arrays.stream(values()).filter(each -> each.fits(file)).findFirst();
  }

  private boolean fits(byte[] file) {
    var end = offset + signature.length;
    return file.length >= end && Arrays.equals(file, offset, end, signature, 0, signature.length);
  }
}
