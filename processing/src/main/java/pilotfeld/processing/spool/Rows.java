package pilotfeld.processing.spool;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// How rows get into the file and out of it.
final class Rows {

  static final RowMapper<SpoolRow> MAPPER = ConstructorMapper.of(SpoolRow.class);

  private static final String INSERT =
      """
      INSERT INTO message (identity, source, topic, body, arrived_at, redelivered, checksum)
      VALUES (:identity, :source, :topic, :body, :arrivedAt, :redelivered, :checksum)
      """;

  private Rows() {}

  static void insert(Handle handle, SpoolRow row) {
    handle.createUpdate(INSERT).bindMethods(row).execute();
  }

  static void insert(Handle handle, List<SpoolRow> rows) {
    var batch = handle.prepareBatch(INSERT);
    rows.forEach(row -> batch.bindMethods(row).add());
    batch.execute();
  }
}
