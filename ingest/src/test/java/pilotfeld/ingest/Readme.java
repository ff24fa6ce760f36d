package pilotfeld.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the README says, where a test holds it against the code.
final class Readme {

  private static final Path FILE = Path.of("..", "README.md");

  private Readme() {}

  /// The lines of the first code block after a heading.
  static List<String> block(String heading) throws IOException {
    var lines = Files.readAllLines(FILE);
    var start = lines.subList(lines.indexOf(heading), lines.size());
    var opening = start.indexOf("```text");
    var closing = start.subList(opening + 1, start.size()).indexOf("```");
    return start.subList(opening + 1, opening + 1 + closing);
  }

  /// The rows of the first table after a heading, without head and rule.
  static List<String> table(String heading) throws IOException {
    var lines = Files.readAllLines(FILE);
    return lines.subList(lines.indexOf(heading), lines.size()).stream()
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .toList();
  }
}
