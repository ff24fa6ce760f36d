package pilotfeld.processing.web;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Devices that nobody has registered and that send all the same.
final class Unregistered {

  /// Devices of one answer at most.
  static final int LIMIT = 200;

  private static final String DEVICES =
      """
      SELECT device, count(*) AS messages, min(time) AS first, max(time) AS last
        FROM uplink WHERE state = 'unregistered' GROUP BY device ORDER BY last DESC LIMIT :limit
      """;

  private final Jdbi jdbi;

  Unregistered(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  List<Waiting> devices() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(DEVICES)
                .bind("limit", LIMIT)
                .map(ConstructorMapper.of(Waiting.class))
                .list());
  }

  /// @param messages how many of it wait
  /// @param first time of the first of them
  /// @param last time of the last of them
  public record Waiting(String device, long messages, Instant first, Instant last) {}
}
