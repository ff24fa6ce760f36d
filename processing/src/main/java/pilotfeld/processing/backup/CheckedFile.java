package pilotfeld.processing.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A file of a backup, and what tells whether it is still what was written.
///
/// @param name relative to the folder, with slashes
/// @param sha256 in hex
record CheckedFile(String name, long bytes, String sha256) {

  static CheckedFile of(Path folder, Path file) throws IOException {
    var name = folder.relativize(file).toString();
    return new CheckedFile(name, Files.size(file), digest(file));
  }

  /// @throws IOException if it is missing or altered, or lies elsewhere
  void check(Path folder) throws IOException {
    var file = folder.resolve(name).normalize();
    if (!file.startsWith(folder.normalize()) || !Files.isRegularFile(file)) {
      throw new IOException("the backup %s has no %s".formatted(folder, name));
    }
    if (Files.size(file) != bytes || !digest(file).equals(sha256)) {
      throw new IOException("%s is not what was written: take another backup".formatted(file));
    }
  }

  private static String digest(Path file) throws IOException {
    try (var in = new DigestInputStream(Files.newInputStream(file), newDigest())) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
