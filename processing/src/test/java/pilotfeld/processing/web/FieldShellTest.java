package pilotfeld.processing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a phone keeps is all that the page asks for.
class FieldShellTest {

  private static final Path WEB = Path.of("src/main/resources/web");
  private static final Pattern ASKED =
      Pattern.compile(
          "(?:from|import|import\\()\\s*'([^']+)'|(?:href|src)=\"(/[^\"]+)\"|\"src\": \"([^\"]+)\"");

  @Test
  void everyFileThatTheShellAsksForIsInIt() throws IOException {
    var shell = Files.readAllLines(WEB.resolve("field/shell.txt"));
    var missing = new TreeSet<String>();
    for (var path : shell) {
      if (!path.startsWith("/lib/") && !path.endsWith(".png")) {
        asked(path).filter(each -> !shell.contains(each)).forEach(missing::add);
      }
    }

    assertEquals(List.of(), List.copyOf(missing));
  }

  private static Stream<String> asked(String path) throws IOException {
    var file = path.equals("/field/") ? "/field/index.html" : path;
    var here = URI.create(file);
    return ASKED
        .matcher(Files.readString(WEB.resolve(file.substring(1))))
        .results()
        .map(found -> Stream.of(1, 2, 3).map(found::group).filter(each -> each != null).findFirst())
        .map(each -> here.resolve(each.orElseThrow()).getPath());
  }

  @Test
  void everyModuleOfThePageIsInTheShell() throws IOException {
    var shell = Files.readAllLines(WEB.resolve("field/shell.txt"));
    try (var files = Files.list(WEB.resolve("field"))) {
      var names = files.map(file -> "/field/" + file.getFileName()).sorted().toList();

      assertTrue(names.size() > 20);
      assertEquals(
          List.of("/field/index.html", "/field/shell.txt", "/field/worker.js"),
          names.stream().filter(name -> !shell.contains(name)).toList());
    }
  }
}
