package pilotfeld.processing.registry.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import pilotfeld.processing.codec.CodecLimits;
import pilotfeld.processing.codec.Codecs;
import pilotfeld.processing.codec.Decoded;
import pilotfeld.processing.codec.vector.PublishedResults;

/// Makes folders of proposed device models from a checkout of a public device repository.
public final class ModelImport implements AutoCloseable {

  // What no payload explains. Anything else may be the codec's answer to one that means nothing.
  private static final Pattern UNUSABLE =
      Pattern.compile("SyntaxError|is refused: a codec is|has no function");
  private static final byte[] ANY_PAYLOAD = new byte[16];

  private final List<Catalog> catalogs =
      List.of(new ChirpstackCatalog(), new ThingsNetworkCatalog());
  private final PublishedResults results = new PublishedResults();
  private final Codecs codecs = new Codecs(CodecLimits.DEFAULT);
  private final Consumer<String> faults;

  /// @param faults takes a line for each device that cannot be taken
  public ModelImport(Consumer<String> faults) {
    this.faults = faults;
  }

  /// Every device below a folder that is described in one of the known forms.
  ///
  /// @throws IOException if the folder cannot be read
  public List<PublishedDevice> devices(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new NoSuchFileException("there is no folder " + root);
    }
    var found = new ArrayList<PublishedDevice>();
    try (var paths = Files.walk(root)) {
      for (var file : paths.filter(Files::isRegularFile).sorted().toList()) {
        catalogs.forEach(catalog -> found.addAll(catalog.devices(file, faults)));
      }
    }
    return found;
  }

  /// Writes the model of a device into a folder of its own.
  ///
  /// @param folder around the models
  /// @return what was written; empty if the device could not be taken, or its model is there
  /// @throws IOException if the folder cannot be written
  public Optional<Proposal> propose(PublishedDevice device, Path folder) throws IOException {
    var model = folder.resolve(device.modelId());
    if (Files.exists(model)) {
      faults.accept(device.modelId() + ": it is there already, and is left as it is");
      return Optional.empty();
    }
    try {
      var codec = Catalog.text(device.codec());
      var fault = faultOf(codec);
      if (fault.isPresent()) {
        faults.accept("%s: its codec cannot run here: %s".formatted(device.modelId(), fault.get()));
        return Optional.empty();
      }
      var proposal = Proposal.of(device, results.of(device.codec()));
      Files.createDirectories(model);
      Files.writeString(model.resolve("codec.js"), codec);
      Files.writeString(model.resolve("model.yaml"), proposal.definition());
      return Optional.of(proposal);
    } catch (NoSuchFileException e) {
      faults.accept("%s: there is no file %s".formatted(device.modelId(), e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<String> faultOf(String codec) {
    return switch (codecs.decode(codec, ANY_PAYLOAD, 1, Instant.EPOCH)) {
      case Decoded.Data _ -> Optional.empty();
      case Decoded.Failed(var reason) ->
          Optional.of(reason).filter(text -> UNUSABLE.matcher(text).find());
    };
  }

  @Override
  public void close() {
    results.close();
    codecs.close();
  }
}
