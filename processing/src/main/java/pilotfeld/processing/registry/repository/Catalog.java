package pilotfeld.processing.registry.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// How a repository describes its devices.
sealed interface Catalog permits ChirpstackCatalog, ThingsNetworkCatalog {

  /// Longest file that is read, in bytes.
  long FILE_LIMIT = 512 * 1024;

  /// The devices that a file lists; empty if it is no list of devices in this form.
  ///
  /// @param faults takes a line for each device that cannot be understood
  List<PublishedDevice> devices(Path file, Consumer<String> faults);

  /// Reads a file into a tree.
  ///
  /// @throws IOException if it is too long, cannot be read, or is not of this form
  static JsonNode read(ObjectMapper form, Path file) throws IOException {
    try {
      return form.readTree(text(file));
    } catch (JsonProcessingException e) {
      throw new IOException(e.getOriginalMessage(), e);
    }
  }

  /// @throws IOException if it is too long or cannot be read
  static String text(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (Files.size(file) > FILE_LIMIT) {
      throw new IOException(file.getFileName() + " is longer than " + FILE_LIMIT + " bytes");
    }
    // A codec may hold a word in another encoding, which is no reason not to take it.
    return new String(Files.readAllBytes(file), UTF_8);
  }

  /// A file beside others; a name that leads elsewhere is refused.
  ///
  /// @throws IOException if it is no plain file name
  static Path sibling(Path folder, String name) throws IOException {
    if (!name.matches("[\\w.-]+") || name.startsWith(".")) {
      throw new IOException("“" + name + "” is no file name");
    }
    return folder.resolve(name);
  }

  /// A text that is there and not empty.
  static Optional<String> text(JsonNode node, String field) {
    return Optional.of(node.path(field).asText().strip()).filter(text -> !text.isEmpty());
  }
}
