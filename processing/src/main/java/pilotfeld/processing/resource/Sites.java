package pilotfeld.processing.resource;

import java.time.Clock;
import java.time.ZoneId;
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
import pilotfeld.processing.asset.Assignments;
import pilotfeld.processing.asset.Assignments.Statement;
import pilotfeld.processing.http.Problem;
import pilotfeld.processing.registry.Position;
import pilotfeld.processing.registry.Registrar;

/// `/api/sites`: where something is measured, and at which asset that is.
final class Sites {

  private static final String SITES =
      "SELECT id, pilot, asset, name, latitude, longitude FROM site WHERE ";
  private static final String ONE = SITES + "id = :id";
  private static final String LOCKED = ONE + " FOR UPDATE";
  private static final String LIST =
      SITES
          + """
            (CAST(:pilot AS text) IS NULL OR pilot = :pilot) AND (CAST(:asset AS text) IS NULL OR asset = :asset)
              AND (CAST(:after AS text) IS NULL OR id > :after)
            ORDER BY id LIMIT :limit
            """;

  private final Rows<Site> rows;
  private final Registrar registrar;
  private final Assignments assignments;
  private final Audit audit;
  private final Clock clock;
  private final ZoneId zone;

  Sites(Jdbi jdbi, Clock clock, ZoneId zone) {
    this.rows = Rows.of(jdbi, Site::of);
    this.registrar = new Registrar(jdbi);
    this.assignments = new Assignments(jdbi);
    this.audit = new Audit(jdbi);
    this.clock = clock;
    this.zone = zone;
  }

  void addTo(Operations operations) {
    operations
        .answer("listSites", this::list)
        .answer("createSite", this::create)
        .answer("readSite", call -> Answer.tagged(site(ONE, call.path("site"))))
        .answer("changeSite", this::change)
        .answer("listAssignments", this::listAssignments)
        .answer("assignSite", this::assign);
  }

  /// A site as it is answered.
  record Site(
      String id, String pilot, String name, Optional<String> asset, Optional<Position> position) {

    static Site of(Row row) {
      return new Site(
          row.text("id"),
          row.text("pilot"),
          row.text("name"),
          row.optional("asset"),
          row.position());
    }
  }

  private record NewSite(
      String id,
      String pilot,
      Optional<String> name,
      Optional<String> asset,
      Optional<Position> position) {}

  private record Change(String name, Optional<Position> position) {}

  private record Assignment(Optional<String> asset, String since, Optional<Boolean> correction) {}

  private Answer list(Call call) {
    var listing = Listing.of(call);
    var sites =
        rows.list(
            LIST,
            Map.of(
                "pilot", call.text("pilot"),
                "asset", call.text("asset"),
                "after", listing.after(),
                "limit", listing.wanted()));
    return listing.answer(sites, Site::id);
  }

  private Answer create(Call call) {
    var wish = call.body(NewSite.class);
    var name = wish.name.orElse(wish.id);
    Refusal.done(() -> registrar.addSite(wish.id, wish.pilot, wish.asset, name, wish.position));
    audit.add(call.actor(), AuditEntry.of(Action.SITE_ADDED, wish.id).with("pilot", wish.pilot));
    return Answer.created("/api/sites/" + wish.id, site(ONE, wish.id));
  }

  private Answer change(Call call) {
    var before = site(LOCKED, call.path("site"));
    call.requireSeen(before);
    var wish = call.body(Change.class);
    Refusal.done(() -> registrar.changeSite(before.id, wish.name, wish.position));
    audit.add(
        call.actor(),
        AuditEntry.of(Action.SITE_CHANGED, before.id)
            .with("name", wish.name)
            .with("name_before", before.name)
            .with("position", place(wish.position))
            .with("position_before", place(before.position)));
    return Answer.tagged(site(ONE, before.id));
  }

  private static String place(Optional<Position> position) {
    return position.map(each -> each.latitude() + " " + each.longitude()).orElse("");
  }

  private Answer listAssignments(Call call) {
    var site = site(ONE, call.path("site"));
    return Answer.of(assignments.history(site.id));
  }

  private Answer assign(Call call) {
    var site = site(LOCKED, call.path("site"));
    var wish = call.body(Assignment.class);
    var since = Call.time("/since", wish.since, zone);
    var correction = wish.correction.orElse(false);
    var statement = new Statement(site.id, wish.asset, since, correction);
    if (Refusal.told(() -> assignments.state(statement, clock.instant()))) {
      audit.add(call.actor(), entry(statement));
    }
    return Answer.of(assignments.history(site.id));
  }

  private static AuditEntry entry(Statement statement) {
    return AuditEntry.of(Action.SITE_ASSIGNED, statement.site())
        .with("asset", statement.asset().orElse(""))
        .with("since", statement.since().toString())
        .with("correction", Boolean.toString(statement.correction()));
  }

  private Site site(String query, String id) {
    return rows.one(query, id)
        .orElseThrow(() -> Problem.notFound("There is no site “" + id + "”."));
  }
}
