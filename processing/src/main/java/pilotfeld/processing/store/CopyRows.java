package pilotfeld.processing.store;

import de.bytefish.pgbulkinsert.pgsql.PgBinaryWriter;
import de.bytefish.pgbulkinsert.pgsql.handlers.ByteArrayValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.JsonbValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.StringValueHandler;
import de.bytefish.pgbulkinsert.pgsql.handlers.UUIDValueHandler;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/// Rows for `COPY … FROM STDIN (FORMAT BINARY)`, one value after the other in the order of the
/// columns.
final class CopyRows implements AutoCloseable {

  private static final int BUFFER_BYTES = 64 * 1024;
  // PostgreSQL counts microseconds from here.
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
  private static final StringValueHandler TEXT = new StringValueHandler();
  private static final UUIDValueHandler UUIDS = new UUIDValueHandler();
  private static final JsonbValueHandler JSONB = new JsonbValueHandler();
  private static final ByteArrayValueHandler BYTES = new ByteArrayValueHandler();

  private final PgBinaryWriter writer;

  CopyRows(Connection connection, String into) throws SQLException {
    var copy = "COPY " + into + " FROM STDIN (FORMAT BINARY)";
    this.writer =
        new PgBinaryWriter(
            new PGCopyOutputStream(connection.unwrap(PGConnection.class), copy, BUFFER_BYTES));
  }

  CopyRows row(int columns) {
    writer.startRow(columns);
    return this;
  }

  CopyRows text(String value) {
    writer.write(TEXT, value);
    return this;
  }

  CopyRows text(Optional<String> value) {
    value.ifPresentOrElse(this::text, writer::writeNull);
    return this;
  }

  CopyRows uuid(UUID value) {
    writer.write(UUIDS, value);
    return this;
  }

  CopyRows uuid(Optional<UUID> value) {
    value.ifPresentOrElse(this::uuid, writer::writeNull);
    return this;
  }

  CopyRows json(String value) {
    writer.write(JSONB, value);
    return this;
  }

  CopyRows bytes(byte[] value) {
    writer.write(BYTES, value);
    return this;
  }

  CopyRows time(Instant value) {
    writer.writeLong(ChronoUnit.MICROS.between(EPOCH, value));
    return this;
  }

  CopyRows bigint(long value) {
    writer.writeLong(value);
    return this;
  }

  CopyRows bigint(Optional<Long> value) {
    value.ifPresentOrElse(writer::writeLong, writer::writeNull);
    return this;
  }

  CopyRows integer(int value) {
    writer.writeInt(value);
    return this;
  }

  CopyRows integer(Optional<Integer> value) {
    value.ifPresentOrElse(writer::writeInt, writer::writeNull);
    return this;
  }

  CopyRows smallint(int value) {
    writer.writeShort(value);
    return this;
  }

  CopyRows smallint(Optional<Integer> value) {
    value.ifPresentOrElse(writer::writeShort, writer::writeNull);
    return this;
  }

  CopyRows real(Optional<Double> value) {
    value.ifPresentOrElse(each -> writer.writeFloat(each.floatValue()), writer::writeNull);
    return this;
  }

  CopyRows doublePrecision(double value) {
    writer.writeDouble(value);
    return this;
  }

  /// Ends the copy; only then has the server seen all rows.
  @Override
  public void close() {
    writer.close();
  }
}
