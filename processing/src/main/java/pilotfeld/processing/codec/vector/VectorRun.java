package pilotfeld.processing.codec.vector;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import pilotfeld.processing.codec.CodecLimits;
import pilotfeld.processing.codec.Codecs;
import pilotfeld.processing.codec.Decoded;

/// Runs every vector below a folder, with the limits that codecs have elsewhere.
public final class VectorRun implements AutoCloseable {

  private final Codecs codecs = new Codecs(CodecLimits.DEFAULT);
  private final Codecs reader = new Codecs(Layout.FOR_FILES);
  private final List<Layout> layouts = Layout.all(reader);
  private final Path root;
  private final Instant now;
  private final Consumer<String> failures;
  private int passed;
  private int failed;

  /// @param now at which codecs' clocks stand where a vector says nothing of time
  /// @param failures takes one text for each vector that fails, and for each file that cannot be
  ///   read
  public VectorRun(Path root, Instant now, Consumer<String> failures) {
    this.root = root;
    this.now = now;
    this.failures = failures;
  }

  /// @param failed counts a file that cannot be read as one
  public record Count(int passed, int failed) {}

  /// Finds the files of vectors in any of the known layouts, and runs what is in them.
  ///
  /// @throws IOException if the folder cannot be read
  public Count run() throws IOException {
    if (!Files.exists(root)) {
      throw new NoSuchFileException("there is no folder " + root);
    }
    try (var paths = Files.walk(root)) {
      paths.filter(Files::isRegularFile).sorted().forEach(this::run);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new Count(passed, failed);
  }

  private void run(Path file) {
    try {
      for (var layout : layouts) {
        layout.vectors(file).ifPresent(vectors -> vectors.forEach(vector -> run(file, vector)));
      }
    } catch (UnreadableVectors e) {
      fail(file, e.getMessage());
    }
  }

  private void run(Path file, Vector vector) {
    var fault = faultOf(vector);
    if (fault.isEmpty()) {
      passed++;
      return;
    }
    fail(file, "“%s”%n%s".formatted(vector.name(), fault.get()));
  }

  private void fail(Path file, String why) {
    failed++;
    failures.accept("%s: %s".formatted(root.relativize(file), why));
  }

  private Optional<String> faultOf(Vector vector) {
    if (!Files.isRegularFile(vector.codec())) {
      return Optional.of("  there is no codec " + root.relativize(vector.codec()));
    }
    var time = vector.time().orElse(now);
    return switch (codecs.apply(text(vector.codec()), vector.function(), vector.input(), time)) {
      case Decoded.Data(var actual, var _) ->
          SameJson.sameResult(vector.expected(), actual)
              ? Optional.empty()
              : difference(vector, actual.toString());
      case Decoded.Failed(var reason) -> difference(vector, reason);
    };
  }

  private static Optional<String> difference(Vector vector, String actual) {
    return Optional.of("  expected %s%n  actual   %s".formatted(vector.expected(), actual));
  }

  // A codec may hold a word in another encoding, which is no reason not to run it.
  static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    codecs.close();
    reader.close();
  }
}
