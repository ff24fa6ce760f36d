package pilotfeld.ingest.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A panel of a dashboard.
record Panel(JsonNode json) {

  private static final Pattern FIELD =
      Pattern.compile("\\$\\{__data\\.fields(?:\\.([^}.\\[]+)|\\[\"([^\"]+)\"])}");

  int id() {
    return json.path("id").asInt();
  }

  String type() {
    return json.path("type").asText();
  }

  String title() {
    return json.path("title").asText();
  }

  Cell cell() {
    var place = json.path("gridPos");
    return new Cell(
        place.path("x").asInt(),
        place.path("y").asInt(),
        place.path("w").asInt(),
        place.path("h").asInt());
  }

  /// Where it lies, in Grafana's grid of 24 columns.
  record Cell(int x, int y, int width, int height) {

    boolean overlaps(Cell other) {
      return x < other.x + other.width
          && other.x < x + width
          && y < other.y + other.height
          && other.y < y + height;
    }
  }

  List<JsonNode> targets() {
    return json.path("targets").valueStream().toList();
  }

  /// Units of its values: of all, and of single columns.
  List<String> units() {
    var units = new ArrayList<String>();
    units.add(json.at("/fieldConfig/defaults/unit").asText());
    json.at("/fieldConfig/overrides").findParents("id").stream()
        .filter(property -> property.path("id").asText().equals("unit"))
        .forEach(property -> units.add(property.path("value").asText()));
    return units;
  }

  /// The columns by which overrides, options, transformations and links name what the statement
  /// must bring.
  Set<String> neededColumns() {
    var needed = new TreeSet<String>();
    json.at("/fieldConfig/overrides")
        .forEach(override -> addNamed(override.path("matcher"), needed));
    var options = json.path("options");
    options
        .findValues("location")
        .forEach(place -> addTexts(place, List.of("latitude", "longitude"), needed));
    options.findValues("color").forEach(colour -> addTexts(colour, List.of("field"), needed));
    addTexts(options, List.of("xField"), needed);
    json.path("transformations").forEach(each -> addTransformed(each.path("options"), needed));
    json.findValuesAsText("url").forEach(url -> addFields(url, needed));
    return needed;
  }

  private static void addNamed(JsonNode matcher, Set<String> needed) {
    if (matcher.path("id").asText().equals("byName")) {
      needed.add(matcher.path("options").asText());
    }
  }

  private static void addTexts(JsonNode node, List<String> keys, Set<String> needed) {
    keys.stream().filter(node::hasNonNull).map(key -> node.get(key).asText()).forEach(needed::add);
  }

  private static void addTransformed(JsonNode options, Set<String> needed) {
    needed.addAll(options.findValuesAsText("fieldName"));
    options.path("excludeByName").fieldNames().forEachRemaining(needed::add);
    options.path("fields").forEach(field -> needed.add(field.asText()));
  }

  private static void addFields(String url, Set<String> needed) {
    FIELD
        .matcher(url)
        .results()
        .forEach(found -> needed.add(found.group(1) != null ? found.group(1) : found.group(2)));
  }

  @Override
  public String toString() {
    return id() + " " + title();
  }
}
