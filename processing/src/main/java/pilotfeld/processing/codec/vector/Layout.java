package pilotfeld.processing.codec.vector;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How a repository lays out codecs and their vectors.
sealed interface Layout permits ChirpstackLayout, ThingsNetworkLayout {

  /// The vectors of a file; empty if it is no file of vectors in this layout.
  ///
  /// @throws UnreadableVectors if it is one, and cannot be understood
  Optional<List<Vector>> vectors(Path file) throws UnreadableVectors;
}
