package pilotfeld.processing.codec.vector;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import pilotfeld.processing.codec.CodecLimits;
import pilotfeld.processing.codec.Codecs;

/// How a repository lays out codecs and their vectors.
sealed interface Layout permits ChirpstackLayout, ThingsNetworkLayout {

  /// Room for a whole file of vectors as the output of a codec.
  CodecLimits FOR_FILES = new CodecLimits(Duration.ofSeconds(10), 1_000_000, 16 * 1024 * 1024, 1);

  /// Every layout that is known.
  ///
  /// @param reader with the limits for files
  static List<Layout> all(Codecs reader) {
    return List.of(new ChirpstackLayout(reader), new ThingsNetworkLayout());
  }

  /// The vectors of a file; empty if it is no file of vectors in this layout.
  ///
  /// @throws UnreadableVectors if it is one, and cannot be understood
  Optional<List<Vector>> vectors(Path file) throws UnreadableVectors;
}
