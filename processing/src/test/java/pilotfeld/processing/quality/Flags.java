package pilotfeld.processing.quality;

import java.util.List;
import java.util.stream.IntStream;
import pilotfeld.processing.reading.Flag;

/// Flags as the tables of QARTOD write them: by number.
final class Flags {

  private Flags() {}

  static List<Flag> flags(int... codes) {
    return IntStream.of(codes).mapToObj(Flag::of).toList();
  }
}
