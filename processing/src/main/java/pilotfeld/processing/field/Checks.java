package pilotfeld.processing.field;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import pilotfeld.processing.field.Check.Value;
import pilotfeld.processing.field.Link.Hearing;
import pilotfeld.processing.field.Verdict.Evidence;
import pilotfeld.processing.reading.Radio;

/// Looks whether a device is heard where it is.
public final class Checks {

  private static final int COMPLAINT_LIMIT = 3;

  private static final String STAY =
      """
      SELECT p.site, s.name AS site_name, s.is_test AS test, p.starts_at,
             extract(epoch FROM coalesce(p.reporting_interval, m.reporting_interval))::bigint AS interval_seconds
        FROM deployment p JOIN site s ON s.id = p.site JOIN device d ON d.id = p.device JOIN model m ON m.id = d.model
       WHERE p.device = :device AND p.ends_at IS NULL
      """;
  private static final String UPLINKS =
      """
      SELECT time, state, coalesce(spreading_factor, 0)::integer AS spreading_factor, dev_addr, frame_counter, gateways::text AS gateways
        FROM uplink
       WHERE device = :device AND time >= :since AND kind IN ('uplink', 'pack', 'unreadable') AND state <> 'duplicate'
       ORDER BY time DESC, id DESC LIMIT :limit
      """;
  private static final String JOINED =
      "SELECT max(time) FROM uplink WHERE device = :device AND kind = 'join' AND time >= :since";
  private static final String COMPLAINTS =
      """
      SELECT reason FROM uplink WHERE device = :device AND kind = 'log' AND reason IS NOT NULL AND time >= :since
       ORDER BY time DESC, id DESC LIMIT :limit
      """;
  private static final String VALUES =
      """
      SELECT s.quantity, s.channel, s.unit, r.time, r.value, r.flag::integer AS flag
        FROM series s
       CROSS JOIN LATERAL (SELECT time, value, flag FROM reading
                            WHERE series_id = s.id AND time >= :since ORDER BY time DESC LIMIT 1) r
       WHERE s.subject_kind = 'site' AND s.subject = :site OR s.subject_kind = 'device' AND s.subject = :device
       ORDER BY s.subject_kind DESC, s.quantity, s.channel
      """;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<Gateway>> GATEWAYS = new TypeReference<>() {};

  private final Jdbi jdbi;

  public Checks(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  // As the table has it.
  private record Gateway(String id, double rssiDbm, double snrDecibel) {

    Radio.Reception reception() {
      return new Radio.Reception(id, rssiDbm, snrDecibel);
    }
  }

  public record Stay(
      String site, String siteName, boolean test, Instant startsAt, long intervalSeconds) {}

  public record Heard(
      Instant time,
      String state,
      int spreadingFactor,
      Optional<String> devAddr,
      Optional<Long> frameCounter,
      String gateways) {

    boolean isUndecoded() {
      return state.equals("quarantined");
    }
  }

  /// @param device id as it is registered
  /// @return empty if it is at no site
  public Optional<Check> of(String device, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(STAY)
                .bind("device", device)
                .map(ConstructorMapper.of(Stay.class))
                .findOne()
                .map(stay -> check(handle, device, stay, now)));
  }

  private static Check check(Handle handle, String device, Stay stay, Instant now) {
    var heard = heard(handle, device, stay.startsAt());
    var joinedAt = joinedAt(handle, device, stay);
    var link = Link.of(heard.stream().flatMap(each -> hearing(each).stream()).toList());
    var values = values(handle, device, stay);
    var last = heard.stream().findFirst().map(Heard::time);
    var evidence =
        new Evidence(
            joinedAt.isPresent(),
            heard.size(),
            (int) heard.stream().filter(Heard::isUndecoded).count(),
            lost(heard),
            last.map(time -> Duration.between(time, now)).orElse(Duration.ZERO),
            Duration.ofSeconds(stay.intervalSeconds()),
            values.stream().anyMatch(value -> value.flag() == Value.FAIL),
            link);
    return new Check(
        device,
        stay.site(),
        stay.siteName(),
        stay.startsAt(),
        stay.test(),
        stay.intervalSeconds(),
        joinedAt,
        heard.size(),
        last,
        link,
        values,
        complaints(handle, device, stay),
        Verdict.of(evidence));
  }

  private static List<Heard> heard(Handle handle, String device, Instant since) {
    return handle
        .createQuery(UPLINKS)
        .bind("device", device)
        .bind("since", since)
        .bind("limit", Check.UPLINK_LIMIT)
        .map(ConstructorMapper.of(Heard.class))
        .list();
  }

  private static Optional<Hearing> hearing(Heard heard) {
    if (heard.spreadingFactor() == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Hearing(
              heard.spreadingFactor(),
              JSON.readValue(heard.gateways(), GATEWAYS).stream()
                  .map(Gateway::reception)
                  .toList()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("receptions that were written cannot be read", e);
    }
  }

  // Between neighbours of one session; a counter that goes back begins anew.
  static int lost(List<Heard> newestFirst) {
    var lost = 0L;
    for (var index = 1; index < newestFirst.size(); index++) {
      lost += lost(newestFirst.get(index), newestFirst.get(index - 1));
    }
    return Math.toIntExact(Math.min(lost, Check.UPLINK_LIMIT));
  }

  private static long lost(Heard earlier, Heard later) {
    if (earlier.frameCounter().isEmpty()
        || later.frameCounter().isEmpty()
        || !earlier.devAddr().equals(later.devAddr())) {
      return 0;
    }
    return Math.max(0, later.frameCounter().get() - earlier.frameCounter().get() - 1);
  }

  private static Optional<Instant> joinedAt(Handle handle, String device, Stay stay) {
    return Optional.ofNullable(
        handle
            .createQuery(JOINED)
            .bind("device", device)
            .bind("since", stay.startsAt().minus(Check.JOIN_BEFORE))
            .mapTo(Instant.class)
            .one());
  }

  private static List<Value> values(Handle handle, String device, Stay stay) {
    return handle
        .createQuery(VALUES)
        .bind("site", stay.site())
        .bind("device", device)
        .bind("since", stay.startsAt())
        .map(ConstructorMapper.of(Value.class))
        .list();
  }

  private static List<String> complaints(Handle handle, String device, Stay stay) {
    return handle
        .createQuery(COMPLAINTS)
        .bind("device", device)
        .bind("since", stay.startsAt().minus(Check.JOIN_BEFORE))
        .bind("limit", COMPLAINT_LIMIT)
        .mapTo(String.class)
        .list();
  }
}
