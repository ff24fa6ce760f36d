package pilotfeld.processing.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// A secret for trying Pilotfeld, made at the first start and kept beside the embedded database.
public final class SecretFile {

  /// Its name in the folder for state.
  public static final String NAME = "secret_key";

  private static final String OWNER_ONLY = "rw-------";

  private SecretFile() {}

  /// The secret of a folder, made where there is none yet.
  ///
  /// @throws IOException if the file cannot be read or written, or holds no secret
  public static MasterSecret in(Path folder) throws IOException {
    var file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      make(file);
    }
    return MasterSecret.parse(Files.readString(file))
        .orElseThrow(
            () -> new IOException(file.toAbsolutePath() + " does not hold 32 bytes in base64"));
  }

  // It has its name once it is complete.
  private static void make(Path file) throws IOException {
    Files.createDirectories(
        file.toAbsolutePath().getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    var ownerOnly = PosixFilePermissions.fromString(OWNER_ONLY);
    var part =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            NAME,
            "",
            PosixFilePermissions.asFileAttribute(ownerOnly));
    Files.writeString(part, MasterSecret.random() + "\n");
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
