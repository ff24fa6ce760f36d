package pilotfeld.processing.asset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a register from a FeatureCollection of points (RFC 7946), one feature at a time. The
/// member `crs` of the GeoJSON before it, which QGIS and ogr2ogr still write, is heeded.
final class GeoJsonRegister {

  private static final int NESTING_LIMIT = 50;

  /// How many properties that are none of a register's are told.
  private static final int IGNORED_LIMIT = 100;

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(NESTING_LIMIT).build())
              .build());

  private final List<RawEntry> entries = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final Set<String> ignored = new LinkedHashSet<>();
  private Optional<ReferenceSystem> declared = Optional.empty();
  private String type = "";
  private boolean hasFeatures;
  private int number;

  private GeoJsonRegister() {}

  /// @throws IllegalArgumentException if it is no FeatureCollection, or of an unknown system
  static RegisterFile read(String text) {
    try (var parser = JSON.createParser(text)) {
      var register = new GeoJsonRegister();
      register.read(parser);
      return new RegisterFile(
          register.entries, register.faults, List.copyOf(register.ignored), register.declared);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "this is no JSON: %s (line %d)"
              .formatted(
                  e.getOriginalMessage(),
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(JsonParser parser) throws IOException {
    parser.nextToken();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "features" -> features(parser);
        case "crs" -> declared = declared(parser.readValueAsTree());
        case "type" -> type = parser.readValueAsTree().toString();
        default -> parser.skipChildren();
      }
    }
    if (!type.equals("\"FeatureCollection\"") || !hasFeatures) {
      throw new IllegalArgumentException(
          "a FeatureCollection with its features belongs there, but its type is %s"
              .formatted(type.isEmpty() ? "missing" : type));
    }
    if (parser.nextToken() != null) {
      throw new IllegalArgumentException(
          "something follows the FeatureCollection: one belongs into a file");
    }
  }

  private void features(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new IllegalArgumentException("“features” is no list");
    }
    hasFeatures = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (++number > RegisterFile.ENTRIES_LIMIT) {
        throw RegisterFile.tooMany();
      }
      JsonNode feature = parser.readValueAsTree();
      take("feature " + number, feature);
    }
  }

  private static Optional<ReferenceSystem> declared(JsonNode crs) {
    if (crs.isNull()) {
      return Optional.empty();
    }
    var name = crs.path("properties").path("name").asText();
    return Optional.of(
        ReferenceSystem.read(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the file's crs is %s; known are %s: have it exported in one of them"
                            .formatted(Fault.quoted(name), ReferenceSystem.known()))));
  }

  private void take(String where, JsonNode feature) {
    if (!feature.path("type").asText().equals("Feature")) {
      faults.add(new Fault(where, "type", "“Feature” belongs there"));
      return;
    }
    var texts = new EnumMap<Column, String>(Column.class);
    if (feature.hasNonNull("id")) {
      texts.put(Column.ID, feature.get("id").asText());
    }
    var isRight = properties(where, feature.path("properties"), texts);
    if (point(where, feature.path("geometry"), texts) && isRight) {
      entries.add(new RawEntry(where, texts));
    }
  }

  // An identifier among the properties is the operator's; that of the feature is often the
  // program's that wrote the file.
  private boolean properties(String where, JsonNode properties, EnumMap<Column, String> texts) {
    var isRight = true;
    var seen = new EnumMap<Column, String>(Column.class);
    for (var property : properties.properties()) {
      var column = Column.of(property.getKey()).filter(GeoJsonRegister::isProperty);
      if (column.isEmpty()) {
        ignore(property.getKey());
        continue;
      }
      var former = seen.put(column.get(), property.getKey());
      if (former != null || property.getValue().isContainerNode()) {
        var what =
            former == null
                ? "a text or a number belongs there"
                : "it says the same as “%s”: leave one out".formatted(former);
        faults.add(new Fault(where, property.getKey(), what));
        isRight = false;
      }
      texts.put(column.get(), property.getValue().isNull() ? "" : property.getValue().asText());
    }
    return isRight;
  }

  private void ignore(String property) {
    if (ignored.size() < IGNORED_LIMIT) {
      ignored.add(property);
    }
  }

  // Where a feature is, its geometry says.
  private static boolean isProperty(Column column) {
    return column != Column.EAST && column != Column.NORTH;
  }

  private boolean point(String where, JsonNode geometry, EnumMap<Column, String> texts) {
    if (geometry.isNull() || geometry.isMissingNode()) {
      return true;
    }
    var coordinates = geometry.path("coordinates");
    var isPoint = geometry.path("type").asText().equals("Point");
    if (!isPoint || !coordinates.path(0).isNumber() || !coordinates.path(1).isNumber()) {
      var what =
          isPoint
              ? "two numbers belong into its coordinates"
              : "a Point belongs there, not %s: take the centroid, or null"
                  .formatted(Fault.quoted(geometry.path("type").asText()));
      faults.add(new Fault(where, "geometry", what));
      return false;
    }
    texts.put(Column.EAST, coordinates.get(0).asText());
    texts.put(Column.NORTH, coordinates.get(1).asText());
    return true;
  }
}
