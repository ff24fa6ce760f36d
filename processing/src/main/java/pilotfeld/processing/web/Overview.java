package pilotfeld.processing.web;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import pilotfeld.processing.reading.Outcome;

/// What the page shows of the law, the pilots and their sites.
final class Overview {

  private static final List<Outcome> LAW =
      List.of(
          Outcome.RECEIVED,
          Outcome.STORED,
          Outcome.DUPLICATE,
          Outcome.UNREGISTERED,
          Outcome.QUARANTINED,
          Outcome.SPOOLED);

  // What waits on disk was received too; it is in the tally when it is drained.
  private static final String TALLY =
      """
      SELECT outcome, sum(count)::bigint AS count
        FROM (SELECT outcome, count FROM tally
              UNION ALL SELECT unnest(ARRAY['received', 'spooled']), messages FROM spool) terms
       GROUP BY outcome
      """;
  private static final String SET_ASIDE = "SELECT coalesce(sum(set_aside), 0)::bigint FROM spool";
  private static final String PILOTS = "SELECT id, title, question FROM pilot ORDER BY title";
  private static final String SITES =
      """
      SELECT s.pilot, s.id, s.name, coalesce(a.name, s.asset) AS asset, a.kind AS asset_kind, s.latitude, s.longitude, d.device,
             d.vendor || ' ' || d.model AS model, d.contact, d.last_uplink, d.spreading_factor, d.snr_decibel, d.rssi_dbm, d.gateways,
             d.link_margin_decibel, u.id AS last_uplink_id, u.reason IS NOT NULL AS remarked
        FROM site s
        LEFT JOIN asset a ON a.id = s.asset
        LEFT JOIN LATERAL (SELECT * FROM dash_device WHERE site = s.id ORDER BY deployed_at DESC LIMIT 1) d ON true
        LEFT JOIN LATERAL (SELECT id, reason FROM uplink
                            WHERE device = d.device AND kind IN ('uplink', 'pack') AND state = 'stored'
                            ORDER BY time DESC LIMIT 1) u ON true
       WHERE NOT s.is_test
       ORDER BY s.name, s.id
      """;
  // Of a device's own series only those of the device that is there now, or was there last.
  private static final String LATEST =
      """
      SELECT s.site, s.series_id, s.quantity, s.channel, s.unit, r.time, r.value, r.flag, r.uplink_id
        FROM dash_series s
       CROSS JOIN LATERAL (SELECT time, value, flag, uplink_id FROM reading WHERE series_id = s.series_id ORDER BY time DESC LIMIT 1) r
       WHERE s.subject_kind = 'site'
          OR s.subject = (SELECT device FROM deployment WHERE site = s.site AND starts_at <= now() ORDER BY starts_at DESC LIMIT 1)
       ORDER BY s.subject_kind DESC, s.quantity, s.channel
      """;

  private final Jdbi jdbi;

  Overview(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// The law's terms, by their names in lower case, and outside the law `setAside`: what was
  /// received, and can neither be read from the spool nor taken in.
  Map<String, Long> status() {
    var counts =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(TALLY)
                    .map((row, _) -> Map.entry(row.getString("outcome"), row.getLong("count")))
                    .stream()
                    .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    var status = new LinkedHashMap<String, Long>();
    for (var term : LAW) {
      var name = term.name().toLowerCase(Locale.ROOT);
      status.put(name, counts.getOrDefault(name, 0L));
    }
    status.put("setAside", setAside());
    return status;
  }

  private long setAside() {
    return jdbi.withHandle(handle -> handle.createQuery(SET_ASIDE).mapTo(Long.class).one());
  }

  /// Every pilot with its sites and the latest value of each of their series.
  List<PilotView> pilots() {
    return jdbi.withHandle(Overview::pilots);
  }

  private static List<PilotView> pilots(Handle handle) {
    var latest =
        handle.createQuery(LATEST).map(ConstructorMapper.of(Latest.class)).stream()
            .collect(groupingBy(Latest::site));
    var sites =
        handle.createQuery(SITES).map(ConstructorMapper.of(SiteRow.class)).stream()
            .collect(groupingBy(SiteRow::pilot));
    return handle
        .createQuery(PILOTS)
        .map(
            (row, _) ->
                new PilotView(
                    row.getString("id"),
                    row.getString("title"),
                    row.getString("question"),
                    sites.getOrDefault(row.getString("id"), List.of()).stream()
                        .map(site -> SiteView.of(site, latest.getOrDefault(site.id(), List.of())))
                        .toList()))
        .list();
  }

  record PilotView(String id, String title, String question, List<SiteView> sites) {}

  /// @param withoutReading whether the last message was stored with a remark and gave none of the
  ///   latest readings
  record SiteView(@JsonUnwrapped SiteRow site, List<Latest> latest, boolean withoutReading) {

    static SiteView of(SiteRow site, List<Latest> latest) {
      var gave = latest.stream().anyMatch(each -> each.uplinkId() == site.lastUplinkId());
      return new SiteView(site, latest, site.remarked() && !gave);
    }
  }

  /// A site and the device that is there now; the device's part is null where none is.
  public record SiteRow(
      @JsonIgnore String pilot,
      String id,
      String name,
      String asset,
      String assetKind,
      Double latitude,
      Double longitude,
      String device,
      String model,
      String contact,
      Instant lastUplink,
      Integer spreadingFactor,
      Double snrDecibel,
      Double rssiDbm,
      Integer gateways,
      Double linkMarginDecibel,
      @JsonIgnore long lastUplinkId,
      @JsonIgnore boolean remarked) {}

  /// The newest value of a series.
  public record Latest(
      @JsonIgnore String site,
      long seriesId,
      String quantity,
      String channel,
      String unit,
      Instant time,
      double value,
      int flag,
      @JsonIgnore long uplinkId) {}
}
