package pilotfeld.processing.resource;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.Audit;
import pilotfeld.processing.account.AuditEntry;
import pilotfeld.processing.account.AuditEntry.Action;
import pilotfeld.processing.api.Answer;
import pilotfeld.processing.api.Call;
import pilotfeld.processing.api.Listing;
import pilotfeld.processing.api.Operations;
import pilotfeld.processing.http.Problem;
import pilotfeld.processing.order.Report;
import pilotfeld.processing.order.Report.Status;
import pilotfeld.processing.order.Reports;
import pilotfeld.processing.order.Reports.Added;
import pilotfeld.processing.order.Reports.Known;
import pilotfeld.processing.order.Reports.NoSuchOrder;
import pilotfeld.processing.order.Reports.TooMany;
import pilotfeld.processing.order.Reports.Untimely;
import pilotfeld.processing.reading.Eui;

/// `/api/work-orders`: what somebody must see to, and what the system that the operator plans work
/// with says of it.
final class WorkOrders {

  private static final String CURSOR_SEPARATOR = " ";

  private static final String ORDERS =
      """
      SELECT w.id, w.kind, w.device, w.site, s.pilot, w.asset, w.began_at, w.raised_at, w.ended_at, r.status, r.at AS status_at, r.note,
             (SELECT reference FROM work_order_report WHERE work_order = w.id AND reference IS NOT NULL ORDER BY at DESC, id DESC LIMIT 1) AS reference
        FROM work_order w
        JOIN site s ON s.id = w.site
        LEFT JOIN LATERAL (SELECT status, at, note FROM work_order_report WHERE work_order = w.id ORDER BY at DESC, id DESC LIMIT 1) r ON true
      """;
  private static final String LIST =
      ORDERS
          + """
             WHERE (CAST(:kind AS text) IS NULL OR w.kind = :kind) AND (CAST(:device AS text) IS NULL OR w.device = :device)
               AND (CAST(:site AS text) IS NULL OR w.site = :site) AND (CAST(:asset AS text) IS NULL OR w.asset = :asset)
               AND (CAST(:pilot AS text) IS NULL OR s.pilot = :pilot) AND (CAST(:status AS text) IS NULL OR r.status = :status)
               AND (CAST(:ended AS boolean) IS NULL OR (w.ended_at IS NOT NULL) = :ended)
               AND (CAST(:before AS timestamptz) IS NULL OR (w.raised_at, w.id) < (CAST(:before AS timestamptz), CAST(:beforeId AS uuid)))
             ORDER BY w.raised_at DESC, w.id DESC LIMIT :limit
            """;
  private static final String ONE = ORDERS + " WHERE w.id = :id";
  private static final String REPORTS =
      """
      SELECT at, status, note, reference, received_at FROM work_order_report WHERE work_order = :order ORDER BY at DESC, id DESC
      """;

  private final Rows<WorkOrder> rows;
  private final Rows<Said> said;
  private final Reports reports;
  private final Audit audit;
  private final Clock clock;
  private final ZoneId zone;

  WorkOrders(Jdbi jdbi, Clock clock, ZoneId zone) {
    this.rows = Rows.of(jdbi, WorkOrder::of);
    this.said = Rows.of(jdbi, Said::of);
    this.reports = new Reports(jdbi);
    this.audit = new Audit(jdbi);
    this.clock = clock;
    this.zone = zone;
  }

  void addTo(Operations operations) {
    operations
        .answer("listWorkOrders", this::list)
        .answer("readWorkOrder", call -> Answer.tagged(order(id(call))))
        .answer("listWorkOrderReports", this::listReports)
        .answer("reportWorkOrder", this::report);
  }

  /// @param endedAt empty while what it is about lasts
  /// @param status of the newest report, as are its time and its note; empty before the first
  /// @param reference the last one that was said
  record WorkOrder(
      String id,
      String kind,
      String device,
      String site,
      String pilot,
      Optional<String> asset,
      Instant beganAt,
      Instant raisedAt,
      Optional<Instant> endedAt,
      Optional<String> status,
      Optional<Instant> statusAt,
      Optional<String> note,
      Optional<String> reference) {

    static WorkOrder of(Row row) {
      return new WorkOrder(
          row.text("id"),
          row.text("kind"),
          row.text("device"),
          row.text("site"),
          row.text("pilot"),
          row.optional("asset"),
          row.time("began_at"),
          row.time("raised_at"),
          row.optionalTime("ended_at"),
          row.optional("status"),
          row.optionalTime("status_at"),
          row.optional("note"),
          row.optional("reference"));
    }
  }

  /// A report as it is shown.
  record Said(
      Instant at,
      String status,
      Optional<String> note,
      Optional<String> reference,
      Instant receivedAt) {

    static Said of(Row row) {
      return new Said(
          row.time("at"),
          row.text("status"),
          row.optional("note"),
          row.optional("reference"),
          row.time("received_at"));
    }
  }

  private record NewReport(
      String status, String at, Optional<String> note, Optional<String> reference) {}

  /// Where an order stands among the others.
  private record Place(Instant raisedAt, UUID id) {

    static Place of(String cursor) {
      try {
        var parts = cursor.split(CURSOR_SEPARATOR);
        return new Place(Instant.parse(parts[0]), UUID.fromString(parts[1]));
      } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw Listing.notOurs();
      }
    }
  }

  private Answer list(Call call) {
    var listing = Listing.of(call);
    var before = listing.after().map(Place::of);
    var orders =
        rows.list(
            LIST,
            Map.of(
                "kind", call.text("kind"),
                "device", call.text("device").map(each -> Eui.device(each).orElse(each)),
                "site", call.text("site"),
                "asset", call.text("asset"),
                "pilot", call.text("pilot"),
                "status", call.text("status"),
                "ended", call.choice("ended"),
                "before", before.map(Place::raisedAt),
                "beforeId", before.map(Place::id),
                "limit", listing.wanted()));
    return listing.answer(orders, each -> each.raisedAt + CURSOR_SEPARATOR + each.id);
  }

  private Answer listReports(Call call) {
    var id = id(call);
    order(id);
    return Answer.of(said.list(REPORTS, Map.of("order", id)));
  }

  private Answer report(Call call) {
    var id = id(call);
    var wish = call.body(NewReport.class);
    var at = Call.time("/at", wish.at, zone);
    var report = new Report(Status.of(wish.status), at, wish.note, wish.reference);
    switch (reports.add(id, report, clock.instant())) {
      case Added() -> audit.add(call.actor(), entry(id, report));
      case Known() -> {}
      case NoSuchOrder() -> throw unknown(id);
      case Untimely(var why) -> throw Call.contradiction("body", "/at", why);
      case TooMany() ->
          throw Problem.conflict(
              "The work order %s has %d reports already, and takes no more."
                  .formatted(id, Reports.LIMIT));
    }
    return Answer.of(order(id));
  }

  // Without the note: people's names may stand in it, and nothing leaves the trail again.
  private static AuditEntry entry(UUID id, Report report) {
    return AuditEntry.of(Action.WORK_ORDER_REPORTED, id.toString())
        .with("status", report.status().text())
        .with("at", report.at().toString())
        .with("reference", report.reference().orElse(""));
  }

  private static UUID id(Call call) {
    return UUID.fromString(call.path("order"));
  }

  private WorkOrder order(UUID id) {
    return rows.one(ONE, id).orElseThrow(() -> unknown(id));
  }

  private static Problem unknown(UUID id) {
    return Problem.notFound("There is no work order " + id + ".");
  }
}
