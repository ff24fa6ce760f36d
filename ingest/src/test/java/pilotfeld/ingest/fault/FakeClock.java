package pilotfeld.ingest.fault;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The system's clock as one process sees it, through libfaketime; how long something takes it sees
/// as it is.
///
/// @param library of libfaketime
/// @param offset file that holds by how much the clock is wrong
record FakeClock(Path library, Path offset) {

  /// A right one. Skips the test where libfaketime is missing, and says what to install.
  static FakeClock in(Path folder) throws IOException {
    var library = installed();
    assumeTrue(
        library.isPresent(), "skipped: libfaketime is not installed, apt-get install faketime");
    var clock = new FakeClock(library.get(), folder.resolve("offset"));
    clock.shift("+0");
    return clock;
  }

  private static Optional<Path> installed() throws IOException {
    try (var folders = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu")) {
      for (var folder : folders) {
        var library = folder.resolve("faketime/libfaketimeMT.so.1");
        if (Files.exists(library)) {
          return Optional.of(library);
        }
      }
    }
    return Optional.empty();
  }

  /// For the process that is to see it.
  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD",
        library.toString(),
        "FAKETIME_TIMESTAMP_FILE",
        offset.toString(),
        "FAKETIME_NO_CACHE",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1");
  }

  /// Within a second it is wrong by that, such as `+1h`.
  void shift(String by) throws IOException {
    Files.writeString(offset, by + "\n");
  }
}
