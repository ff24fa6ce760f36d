package pilotfeld.processing.resource;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.Audit;
import pilotfeld.processing.account.AuditEntry;
import pilotfeld.processing.account.AuditEntry.Action;
import pilotfeld.processing.api.Answer;
import pilotfeld.processing.api.Call;
import pilotfeld.processing.api.Operations;
import pilotfeld.processing.http.Problem;
import pilotfeld.processing.registry.Registrar;

/// `/api/pilots`: what they are about. The list itself is the page's, with sites and values.
final class Pilots {

  private static final String ONE =
      "SELECT id, title, question, starts_on, ends_on FROM pilot WHERE id = :id";
  private static final String LOCKED = ONE + " FOR UPDATE";

  private final Rows<Pilot> rows;
  private final Registrar registrar;
  private final Audit audit;
  private final Clock clock;
  private final ZoneId zone;

  Pilots(Jdbi jdbi, Clock clock, ZoneId zone) {
    this.rows = Rows.of(jdbi, Pilot.class);
    this.registrar = new Registrar(jdbi);
    this.audit = new Audit(jdbi);
    this.clock = clock;
    this.zone = zone;
  }

  void addTo(Operations operations) {
    operations
        .answer("readPilot", call -> Answer.tagged(pilot(ONE, call.path("pilot"))))
        .answer("createPilot", this::create)
        .answer("changePilot", this::change);
  }

  /// A pilot as it is answered.
  public record Pilot(
      String id,
      String title,
      String question,
      Optional<LocalDate> startsOn,
      Optional<LocalDate> endsOn) {}

  private record NewPilot(
      String id, String title, Optional<String> question, Optional<LocalDate> startsOn) {}

  private record Change(String title, String question) {}

  private Answer create(Call call) {
    var wish = call.body(NewPilot.class);
    if (found(ONE, wish.id).isPresent()) {
      throw Problem.conflict("There is a pilot “" + wish.id + "” already.");
    }
    var startsOn = wish.startsOn.orElseGet(() -> LocalDate.ofInstant(clock.instant(), zone));
    write(wish.id, wish.title, wish.question.orElse(""), startsOn);
    audit.add(call.actor(), AuditEntry.of(Action.PILOT_ADDED, wish.id).with("title", wish.title));
    return Answer.created("/api/pilots/" + wish.id, pilot(ONE, wish.id));
  }

  private Answer change(Call call) {
    var before = pilot(LOCKED, call.path("pilot"));
    call.requireSeen(before);
    var wish = call.body(Change.class);
    write(before.id, wish.title, wish.question, before.startsOn.orElse(null));
    audit.add(
        call.actor(),
        new AuditEntry(
            Action.PILOT_CHANGED,
            Optional.of(before.id),
            Map.of(
                "title", wish.title,
                "title_before", before.title,
                "question", wish.question,
                "question_before", before.question)));
    return Answer.tagged(pilot(ONE, before.id));
  }

  private void write(String id, String title, String question, LocalDate startsOn) {
    Refusal.done(() -> registrar.pilot(new Registrar.Pilot(id, title, question, startsOn)));
  }

  private Pilot pilot(String query, String id) {
    return found(query, id).orElseThrow(() -> Problem.notFound("There is no pilot “" + id + "”."));
  }

  private Optional<Pilot> found(String query, String id) {
    return rows.one(query, id);
  }
}
