package pilotfeld.ingest.setup;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/// Files that are made once, in one sub-folder for each service; none is changed but what is to be
/// replaced.
///
/// Only the owner may enter the folder; a service is given its sub-folder alone. There, a secret is
/// for owner and group, and the rest for every user that the service may run as. Each file is
/// durable and complete before it has its name, so a run that was cut short can be repeated.
final class SetupFolder {

  private static final int SECRET_BYTES = 24;
  private static final String PRIVATE_FOLDER = "rwx------";
  private static final String SERVICE_FOLDER = "rwxr-xr-x";
  private static final String CLOSED_FILE = "rw-r-----";
  private static final String OPEN_FILE = "rw-r--r--";

  private final SecureRandom random = new SecureRandom();
  private final Path root;
  private int created;

  SetupFolder(Path root) {
    this.root = root;
  }

  /// How many files were made here.
  int created() {
    return created;
  }

  /// A random password of 192 bits, the same one at each place.
  String secret(String... places) throws IOException {
    return secret(this::random, places);
  }

  /// A secret of another form, the same one at each place.
  String secret(Supplier<String> form, String... places) throws IOException {
    var secret = form.get();
    for (var place : places) {
      if (Files.exists(root.resolve(place))) {
        secret = read(place);
      }
    }
    for (var place : places) {
      var kept = secret;
      closed(place, () -> kept);
    }
    return secret;
  }

  /// A file that owner and group may read. One that is there is left alone: it may belong to its
  /// service by now.
  void closed(String place, Supplier<String> content) throws IOException {
    keepOnce(place, CLOSED_FILE, content);
  }

  /// A file that every user of its service may read.
  void open(String place, Supplier<String> content) throws IOException {
    keepOnce(place, OPEN_FILE, content);
  }

  /// The same as [#closed], in the place of one that may be there.
  void replaceClosed(String place, String content) throws IOException {
    keep(place, CLOSED_FILE, content);
  }

  /// The same as [#open], in the place of one that may be there.
  void replaceOpen(String place, String content) throws IOException {
    keep(place, OPEN_FILE, content);
  }

  boolean has(String place) {
    return Files.exists(root.resolve(place));
  }

  String read(String place) throws IOException {
    return Files.readString(root.resolve(place)).strip();
  }

  private void keepOnce(String place, String permissions, Supplier<String> content)
      throws IOException {
    if (!Files.exists(root.resolve(place))) {
      keep(place, permissions, content.get());
    }
  }

  private void keep(String place, String permissions, String content) throws IOException {
    var file = root.resolve(place);
    makeFolder(root, PRIVATE_FOLDER);
    makeFolder(file.getParent(), SERVICE_FOLDER);
    var part = Files.createTempFile(file.getParent(), "new-", "");
    try (var channel = FileChannel.open(part, WRITE)) {
      channel.write(ByteBuffer.wrap((content + "\n").getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString(permissions));
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    created++;
  }

  private static void makeFolder(Path folder, String permissions) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }
  }

  private String random() {
    var bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
