package pilotfeld.ingest.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A dashboard as Grafana is given it.
record Dashboard(String file, JsonNode json) {

  static final Path FOLDER = Path.of("..", "dashboards");

  static List<Dashboard> all() {
    try (var files = Files.list(FOLDER.resolve("json"))) {
      return files.sorted().map(Dashboard::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Dashboard read(Path file) {
    try {
      return new Dashboard(
          file.getFileName().toString(), new ObjectMapper().readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String uid() {
    return json.path("uid").asText();
  }

  List<Panel> panels() {
    return json.path("panels").valueStream().map(Panel::new).toList();
  }

  List<JsonNode> variables() {
    return json.path("templating").path("list").valueStream().toList();
  }

  List<String> variableNames() {
    return variables().stream().map(variable -> variable.path("name").asText()).toList();
  }

  List<JsonNode> annotations() {
    return json.path("annotations").path("list").valueStream().toList();
  }

  /// Every string in it, however deep.
  List<String> strings() {
    return strings(json).toList();
  }

  private static Stream<String> strings(JsonNode node) {
    return node.isTextual()
        ? Stream.of(node.asText())
        : node.valueStream().flatMap(Dashboard::strings);
  }

  /// The addresses to which it leads.
  List<String> links() {
    var urls = new ArrayList<String>();
    json.findValues("links").forEach(links -> urls.addAll(links.findValuesAsText("url")));
    json.findParents("id").stream()
        .filter(property -> property.path("id").asText().equals("links"))
        .forEach(property -> urls.addAll(property.path("value").findValuesAsText("url")));
    return urls;
  }

  @Override
  public String toString() {
    return file;
  }
}
