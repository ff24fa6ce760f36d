package pilotfeld.ingest.demo.play;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/// What the demonstration must remember over restarts: when its history begins, and until when it
/// was played.
///
/// @param beginning of the history
/// @param playedUntil everything sent before was taken in
record Diary(Instant beginning, Instant playedUntil) {

  /// The diary in the file, or a new one whose history begins then.
  static Diary read(Path file, Instant beginning) throws IOException {
    if (!Files.exists(file)) {
      return new Diary(beginning, beginning);
    }
    var lines = Files.readAllLines(file);
    return new Diary(Instant.parse(lines.get(0)), Instant.parse(lines.get(1)));
  }

  Diary until(Instant time) {
    return time.isAfter(playedUntil) ? new Diary(beginning, time) : this;
  }

  /// Replaces the file as a whole, so that a kill leaves the old or the new.
  void write(Path file) throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, beginning + "\n" + playedUntil + "\n");
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
