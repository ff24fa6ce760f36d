package pilotfeld.ingest.fault;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file system of a few megabytes in memory, which can be full.
final class SmallDisk implements AutoCloseable {

  private static final int PIECE = 16 * 1024;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /// Skips the test where it may not be mounted, and says what it takes.
  static SmallDisk mount(Path folder, int megabytes) throws IOException {
    assumeTrue(
        isDone("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", "" + folder),
        "skipped: a small disk cannot be mounted, that takes root and the right to mount");
    return new SmallDisk(folder);
  }

  Path folder() {
    return folder;
  }

  /// Leaves no room for anything more.
  void fill() throws IOException {
    try (var ballast = Files.newOutputStream(ballast())) {
      while (true) {
        ballast.write(new byte[PIECE]);
      }
    } catch (IOException e) {
      // It is full, as it is meant to be.
    }
  }

  /// Makes room again.
  void clear() throws IOException {
    Files.delete(ballast());
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  private static boolean isDone(String... command) throws IOException {
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.onExit().join().exitValue() == 0;
  }

  @Override
  public void close() throws IOException {
    isDone("umount", folder.toString());
  }
}
