package pilotfeld.processing.resource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.result.RowView;
import pilotfeld.processing.registry.Position;

/// A row of a table, in the types of the interface.
record Row(RowView row) {

  private static final GenericType<List<String>> TEXTS = new GenericType<>() {};

  String text(String column) {
    return row.getColumn(column, String.class);
  }

  Optional<String> optional(String column) {
    return Optional.ofNullable(text(column));
  }

  long number(String column) {
    return row.getColumn(column, Long.class);
  }

  Instant time(String column) {
    return row.getColumn(column, Instant.class);
  }

  Optional<Instant> optionalTime(String column) {
    return Optional.ofNullable(time(column));
  }

  Optional<Long> optionalNumber(String column) {
    return Optional.ofNullable(row.getColumn(column, Long.class));
  }

  List<String> texts(String column) {
    return row.getColumn(column, TEXTS);
  }

  Optional<Position> position() {
    var latitude = row.getColumn("latitude", Double.class);
    return latitude == null
        ? Optional.empty()
        : Optional.of(new Position(latitude, row.getColumn("longitude", Double.class)));
  }
}
