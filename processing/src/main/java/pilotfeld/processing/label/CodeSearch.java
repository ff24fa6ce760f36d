package pilotfeld.processing.label;

import static com.google.zxing.BarcodeFormat.QR_CODE;
import static com.google.zxing.DecodeHintType.NEED_RESULT_POINT_CALLBACK;
import static com.google.zxing.DecodeHintType.POSSIBLE_FORMATS;
import static com.google.zxing.DecodeHintType.TRY_HARDER;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.ResultPoint;
import com.google.zxing.ResultPointCallback;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import com.google.zxing.qrcode.QRCodeReader;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// Looks for QR codes with ZXing, in one picture as it is and at half its size.
final class CodeSearch {

  /// After this time no further attempt is begun.
  static final Duration PATIENCE = Duration.ofSeconds(3);

  /// Most corners of codes that are combined to several codes, and to one. Their combinations grow
  /// with the third power of it, and a picture may be drawn to have any number.
  static final int CORNERS_OF_SEVERAL = 80;

  static final int CORNERS_OF_ONE = 400;

  private static final int SMALLEST_SIDE = 21; // Modules of the smallest code.
  private static final List<Function<LuminanceSource, Binarizer>> BINARIZERS =
      List.of(HybridBinarizer::new, GlobalHistogramBinarizer::new);
  private static final List<Attempt> ATTEMPTS = List.of(CodeSearch::several, CodeSearch::one);

  private CodeSearch() {}

  /// The texts of all codes that could be read.
  static List<String> in(Pixels pixels) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    var texts = new LinkedHashSet<String>();
    for (var view : views(pixels)) {
      for (var binarizer : BINARIZERS) {
        if (System.nanoTime() < end && Math.min(view.width(), view.height()) >= SMALLEST_SIDE) {
          texts.addAll(attempt(view, binarizer));
        }
      }
    }
    return List.copyOf(texts);
  }

  private static List<Pixels> views(Pixels pixels) {
    var stretched = pixels.stretched();
    return List.of(stretched, stretched.halved());
  }

  private static SequencedSet<String> attempt(
      Pixels view, Function<LuminanceSource, Binarizer> binarizer) {
    var source = new RGBLuminanceSource(view.width(), view.height(), view.greys());
    var texts = new LinkedHashSet<String>();
    for (var attempt : ATTEMPTS) {
      if (texts.isEmpty()) {
        attempt(attempt, new BinaryBitmap(binarizer.apply(source)))
            .map(Result::getText)
            .forEach(texts::add);
      }
    }
    return texts;
  }

  private static Stream<Result> attempt(Attempt attempt, BinaryBitmap bitmap) {
    try {
      return attempt.read(bitmap);
    } catch (ReaderException | TooManyCorners e) {
      return Stream.empty();
    }
  }

  private static Stream<Result> several(BinaryBitmap bitmap) throws ReaderException {
    return Stream.of(
        new QRCodeMultiReader().decodeMultiple(bitmap, hints(new Corners(CORNERS_OF_SEVERAL))));
  }

  private static Stream<Result> one(BinaryBitmap bitmap) throws ReaderException {
    return Stream.of(new QRCodeReader().decode(bitmap, hints(new Corners(CORNERS_OF_ONE))));
  }

  private static Map<DecodeHintType, ?> hints(ResultPointCallback corners) {
    return Map.of(
        POSSIBLE_FORMATS, List.of(QR_CODE), TRY_HARDER, true, NEED_RESULT_POINT_CALLBACK, corners);
  }

  private interface Attempt {

    Stream<Result> read(BinaryBitmap bitmap) throws ReaderException;
  }

  /// ZXing tells of each corner that it finds, and offers no other way to stop it.
  private static final class Corners implements ResultPointCallback {

    private int left;

    Corners(int limit) {
      this.left = limit;
    }

    @Override
    public void foundPossibleResultPoint(ResultPoint point) {
      if (--left < 0) {
        throw new TooManyCorners();
      }
    }
  }

  private static final class TooManyCorners extends RuntimeException {

    private static final long serialVersionUID = 1;
  }
}
