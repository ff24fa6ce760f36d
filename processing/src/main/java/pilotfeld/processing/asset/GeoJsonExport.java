package pilotfeld.processing.asset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// All assets as a FeatureCollection (RFC 7946), WGS 84, by identifier. An import takes it back and
/// finds nothing changed, but that what is marked missing is in a file again.
public final class GeoJsonExport {

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final Jdbi jdbi;

  public GeoJsonExport(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Writes a feature a line; the writer is flushed and stays open.
  ///
  /// @return how many assets there are
  /// @throws IOException if the writer fails
  public int write(Writer out) throws IOException {
    return jdbi.<Integer, IOException>inTransaction(
        handle -> {
          try (var rows = AssetRow.all(handle)) {
            return write(rows.iterator(), out);
          }
        });
  }

  private static int write(Iterator<AssetRow> rows, Writer out) throws IOException {
    var count = 0;
    try (var json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("type", "FeatureCollection");
      json.writeArrayFieldStart("features");
      while (rows.hasNext()) {
        json.writeRaw('\n');
        feature(json, rows.next());
        count++;
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
    return count;
  }

  private static void feature(JsonGenerator json, AssetRow row) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "Feature");
    json.writeStringField("id", row.id());
    geometry(json, row);
    json.writeObjectFieldStart("properties");
    json.writeStringField(Column.NAME.heading(), row.name());
    json.writeStringField(Column.KIND.heading(), row.kind());
    json.writeStringField(Column.VOLTAGE_LEVEL.heading(), row.voltageLevel().orElse(null));
    json.writeStringField(Column.MEDIUM.heading(), row.medium().orElse(null));
    json.writeStringField(Column.LIFECYCLE.heading(), row.lifecycle().orElse(null));
    json.writeStringField("missing_since", text(row.missingSince()));
    json.writeArrayFieldStart("sites");
    for (var site : row.sites()) {
      json.writeString(site);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void geometry(JsonGenerator json, AssetRow row) throws IOException {
    json.writeFieldName("geometry");
    if (row.position().isEmpty()) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField("type", "Point");
    json.writeArrayFieldStart("coordinates");
    json.writeNumber(row.position().get().longitude());
    json.writeNumber(row.position().get().latitude());
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String text(Optional<?> value) {
    return value.map(Object::toString).orElse(null);
  }
}
