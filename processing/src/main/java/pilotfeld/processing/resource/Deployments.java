package pilotfeld.processing.resource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.Audit;
import pilotfeld.processing.account.AuditEntry;
import pilotfeld.processing.account.AuditEntry.Action;
import pilotfeld.processing.api.Answer;
import pilotfeld.processing.api.Call;
import pilotfeld.processing.api.Listing;
import pilotfeld.processing.api.Operations;
import pilotfeld.processing.http.Problem;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.registry.Registrar;
import pilotfeld.processing.registry.Registrar.Placement;

/// `/api/deployments`: which device was where, and when. To swap a device is to end one deployment
/// and begin another at the same site.
final class Deployments {

  private static final String DEPLOYMENTS =
      """
      SELECT p.id, p.device, d.model, p.site, s.pilot, p.starts_at, p.ends_at,
             CAST(extract(epoch FROM p.reporting_interval) AS bigint) AS seconds
        FROM deployment p JOIN device d ON d.id = p.device JOIN site s ON s.id = p.site
      """;
  private static final String LIST =
      DEPLOYMENTS
          + """
             WHERE (CAST(:device AS text) IS NULL OR p.device = :device) AND (CAST(:site AS text) IS NULL OR p.site = :site)
               AND (CAST(:pilot AS text) IS NULL OR s.pilot = :pilot)
               AND (CAST(:at AS timestamptz) IS NULL OR p.starts_at <= :at AND (p.ends_at IS NULL OR p.ends_at > :at))
               AND (CAST(:after AS bigint) IS NULL OR p.id > :after)
             ORDER BY p.id LIMIT :limit
            """;
  private static final String ONE = DEPLOYMENTS + " WHERE p.id = :id";
  private static final String LOCKED = ONE + " FOR UPDATE OF p";
  private static final String MADE =
      DEPLOYMENTS + " WHERE p.device = :device AND p.site = :site AND p.starts_at = :startsAt";
  private static final String IS_FOLLOWED =
      "SELECT EXISTS (SELECT FROM deployment WHERE device = :device AND starts_at > :startsAt)";

  private final Jdbi jdbi;
  private final Rows<Deployment> rows;
  private final Registrar registrar;
  private final Audit audit;
  private final Clock clock;
  private final ZoneId zone;

  Deployments(Jdbi jdbi, Clock clock, ZoneId zone) {
    this.jdbi = jdbi;
    this.rows = Rows.of(jdbi, Deployment::of);
    this.registrar = new Registrar(jdbi);
    this.audit = new Audit(jdbi);
    this.clock = clock;
    this.zone = zone;
  }

  void addTo(Operations operations) {
    operations
        .answer("listDeployments", this::list)
        .answer("createDeployment", this::create)
        .answer(
            "readDeployment", call -> Answer.tagged(deployment(ONE, call.pathNumber("deployment"))))
        .answer("endDeployment", this::end)
        .answer("withdrawDeployment", this::withdraw);
  }

  /// @param endsAt empty while it is there
  /// @param reportingIntervalSeconds how often it is set to report; empty for its model's
  record Deployment(
      long id,
      String device,
      String model,
      String site,
      String pilot,
      Instant startsAt,
      Optional<Instant> endsAt,
      Optional<Long> reportingIntervalSeconds) {

    static Deployment of(Row row) {
      return new Deployment(
          row.number("id"),
          row.text("device"),
          row.text("model"),
          row.text("site"),
          row.text("pilot"),
          row.time("starts_at"),
          row.optionalTime("ends_at"),
          row.optionalNumber("seconds"));
    }
  }

  private record NewDeployment(
      String device,
      String model,
      String site,
      Optional<String> startsAt,
      Optional<String> endsAt,
      Optional<Long> reportingIntervalSeconds) {}

  private record Ending(String endsAt) {}

  private Answer list(Call call) {
    var listing = Listing.of(call);
    var deployments =
        rows.list(
            LIST,
            Map.of(
                "device", call.text("device").map(each -> Eui.device(each).orElse(each)),
                "site", call.text("site"),
                "pilot", call.text("pilot"),
                "at", call.time("at", zone),
                "after", listing.afterNumber(),
                "limit", listing.wanted()));
    return listing.answer(deployments, Deployment::id);
  }

  private Answer create(Call call) {
    var wish = call.body(NewDeployment.class);
    var startsAt =
        wish.startsAt
            .map(text -> Call.time("/startsAt", text, zone))
            .or(() -> registrar.firstWaiting(wish.device))
            .orElseGet(clock::instant)
            .truncatedTo(ChronoUnit.MICROS);
    var endsAt = wish.endsAt.map(text -> Call.time("/endsAt", text, zone));
    if (endsAt.filter(end -> !end.isAfter(startsAt)).isPresent()) {
      throw Call.contradiction("body", "/endsAt", "must be after startsAt, which is " + startsAt);
    }
    var interval = wish.reportingIntervalSeconds.map(Duration::ofSeconds);
    var placement = new Placement(wish.device, wish.model, wish.site, startsAt, endsAt, interval);
    Refusal.done(() -> registrar.place(placement));
    var made = made(placement);
    audit.add(call.actor(), entry(Action.DEPLOYMENT_BEGUN, made));
    return Answer.created("/api/deployments/" + made.id, made);
  }

  private Deployment made(Placement placement) {
    return rows.list(
            MADE,
            Map.of(
                "device", Eui.device(placement.device()),
                "site", placement.site(),
                "startsAt", placement.startsAt()))
        .getFirst();
  }

  private Answer end(Call call) {
    var before = last(call);
    var endsAt =
        Call.time("/endsAt", call.body(Ending.class).endsAt, zone).truncatedTo(ChronoUnit.MICROS);
    if (!endsAt.isAfter(before.startsAt)) {
      throw Call.contradiction(
          "body",
          "/endsAt",
          "must be after %s, since when it is there; what never was so is deleted"
              .formatted(before.startsAt));
    }
    Refusal.done(() -> registrar.end(before.device, endsAt));
    var after = deployment(ONE, before.id);
    audit.add(call.actor(), entry(Action.DEPLOYMENT_ENDED, after));
    return Answer.tagged(after);
  }

  private Answer withdraw(Call call) {
    var before = last(call);
    Refusal.done(() -> registrar.end(before.device, before.startsAt));
    audit.add(call.actor(), entry(Action.DEPLOYMENT_WITHDRAWN, before));
    return Answer.done();
  }

  // What ends a device's last deployment would take later ones away with it.
  private Deployment last(Call call) {
    var before = deployment(LOCKED, call.pathNumber("deployment"));
    call.requireSeen(before);
    var isFollowed =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(IS_FOLLOWED)
                    .bind("device", before.device)
                    .bind("startsAt", before.startsAt)
                    .mapTo(Boolean.class)
                    .one());
    if (isFollowed) {
      throw Problem.conflict(
          "The device %s has been elsewhere since: only its last deployment can be changed."
              .formatted(before.device));
    }
    return before;
  }

  private static AuditEntry entry(Action action, Deployment deployment) {
    return AuditEntry.of(action, deployment.device)
        .with("deployment", Long.toString(deployment.id))
        .with("site", deployment.site)
        .with("starts", deployment.startsAt.toString())
        .with("ends", deployment.endsAt.map(Instant::toString).orElse(""));
  }

  private Deployment deployment(String query, long id) {
    return rows.one(query, id)
        .orElseThrow(() -> Problem.notFound("There is no deployment " + id + "."));
  }
}
