package pilotfeld.processing.secret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {

  private static final byte[] PLAIN = {1, 2, 3};

  @TempDir private Path parent;

  @Test
  void aSecretIsMadeOnceAndForItsOwnerAlone() throws IOException {
    var folder = parent.resolve("state");

    var made = SecretFile.in(folder);

    assertArrayEquals(
        PLAIN, SecretFile.in(folder).open(made.seal(PLAIN, "gauge"), "gauge").orElseThrow());
    assertEquals(List.of("secret_key rw-------"), files(folder));
  }

  @Test
  void aFileThatHoldsNoSecretIsNamedAndNotShown() throws IOException {
    Files.writeString(parent.resolve("secret_key"), "swordfish");

    var failure = assertThrows(IOException.class, () -> SecretFile.in(parent));

    assertTrue(
        failure.getMessage().endsWith("secret_key does not hold 32 bytes in base64"),
        failure.getMessage());
    assertFalse(failure.getMessage().contains("swordfish"));
  }

  private static List<String> files(Path folder) throws IOException {
    try (var all = Files.list(folder)) {
      return all.map(SecretFileTest::shown).toList();
    }
  }

  private static String shown(Path file) {
    try {
      return file.getFileName()
          + " "
          + PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
