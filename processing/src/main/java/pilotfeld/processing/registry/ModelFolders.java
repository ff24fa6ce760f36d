package pilotfeld.processing.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Device models as folders: `<vendor>-<model>/model.yaml` and, where payloads are bytes,
/// `codec.js`.
public final class ModelFolders {

  private static final int VERSION_DIGITS = 12;

  private ModelFolders() {}

  /// A model as its folder has it.
  public record Source(String id, String definition, Optional<String> codec) {

    /// Hash of definition and codec, twelve hex digits.
    public String version() {
      try {
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update(definition.getBytes(UTF_8));
        digest.update((byte) 0);
        codec.ifPresent(each -> digest.update(each.getBytes(UTF_8)));
        return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_DIGITS);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    /// Whether nobody has confirmed yet what it says.
    public boolean isProposed() {
      return ModelFile.isProposed(definition);
    }

    /// @throws IllegalArgumentException naming the place in `model.yaml` that cannot be understood
    public DeviceModel model() {
      return ModelFile.read(id, version(), definition, codec);
    }
  }

  /// The models that come with Pilotfeld.
  public static List<Source> builtIn() {
    try {
      var location = ModelFolders.class.getResource("/models").toURI();
      return location.getScheme().equals("jar") ? inJar(location) : in(Path.of(location));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the place of the built-in models is no URI", e);
    }
  }

  /// The models that come with Pilotfeld and those of a folder of one's own, which stands for the
  /// built-in one where both have the same name. A model that is only proposed is not among them.
  public static List<Source> builtInAnd(Optional<Path> folder) {
    var byId = new TreeMap<String, Source>();
    builtIn().forEach(each -> byId.put(each.id(), each));
    own(folder).stream()
        .filter(each -> !each.isProposed())
        .forEach(each -> byId.put(each.id(), each));
    return List.copyOf(byId.values());
  }

  /// The ids of the models in a folder of one's own that are only proposed.
  public static List<String> proposed(Optional<Path> folder) {
    return own(folder).stream().filter(Source::isProposed).map(Source::id).toList();
  }

  /// The model of an id, in a folder of one's own first; it may be only proposed, which its
  /// `model()` says.
  public static Optional<Source> find(String id, Optional<Path> folder) {
    return Stream.concat(own(folder).stream(), builtIn().stream())
        .filter(each -> each.id().equals(id))
        .findFirst();
  }

  /// Says that there is no model of an id, and which are near.
  public static String unknown(String id, Optional<Path> folder) {
    var known = builtInAnd(folder).stream().map(Source::id).toList();
    return "there is no device model “%s”; the nearest of %d are: %s"
        .formatted(id, known.size(), String.join(", ", NearNames.of(id, known)));
  }

  private static List<Source> own(Optional<Path> folder) {
    return folder.map(ModelFolders::in).orElse(List.of());
  }

  private static List<Source> inJar(URI location) {
    try (var jar = FileSystems.newFileSystem(location, Map.of())) {
      return in(jar.getPath("/models"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The models below a folder, by name.
  public static List<Source> in(Path folder) {
    var sources = new ArrayList<Source>();
    try (var children = Files.list(folder)) {
      for (var child :
          children.filter(each -> Files.exists(each.resolve("model.yaml"))).sorted().toList()) {
        sources.add(read(child));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("device models in " + folder + " cannot be read", e);
    }
    return sources;
  }

  private static Source read(Path folder) throws IOException {
    var codec = folder.resolve("codec.js");
    return new Source(
        folder.getFileName().toString().replace("/", ""),
        Files.readString(folder.resolve("model.yaml")),
        Files.exists(codec) ? Optional.of(Files.readString(codec)) : Optional.empty());
  }
}
