package pilotfeld.processing.codec.vector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pilotfeld.processing.codec.CodecFunction;
import pilotfeld.processing.codec.Codecs;

/// What codecs return, as the vectors beside them say.
public final class PublishedResults implements AutoCloseable {

  private final Codecs reader = new Codecs(Layout.FOR_FILES);
  private final Map<Path, List<Vector>> folders = new HashMap<>();

  /// The data of every decoded uplink that is published for a codec; a file of vectors that cannot
  /// be read gives none.
  ///
  /// @param codec file of JavaScript
  /// @throws IOException if its folder cannot be read
  public List<JsonNode> of(Path codec) throws IOException {
    var folder = codec.toAbsolutePath().normalize().getParent();
    if (!folders.containsKey(folder)) {
      folders.put(folder, vectors(folder));
    }
    return folders.get(folder).stream()
        .filter(vector -> vector.function() == CodecFunction.DECODE_UPLINK)
        .filter(vector -> vector.codec().getFileName().equals(codec.getFileName()))
        .map(vector -> vector.expected().path("data"))
        .filter(JsonNode::isObject)
        .toList();
  }

  private List<Vector> vectors(Path folder) throws IOException {
    var found = new ArrayList<Vector>();
    try (var files = Files.list(folder)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        for (var layout : Layout.all(reader)) {
          try {
            layout.vectors(file).ifPresent(found::addAll);
          } catch (UnreadableVectors e) {
            // Whoever wants to know runs the vectors themselves.
            continue;
          }
        }
      }
    }
    return found;
  }

  @Override
  public void close() {
    reader.close();
  }
}
