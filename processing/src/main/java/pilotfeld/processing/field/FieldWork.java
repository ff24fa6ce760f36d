package pilotfeld.processing.field;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.Actor;
import pilotfeld.processing.account.Audit;
import pilotfeld.processing.account.AuditEntry;
import pilotfeld.processing.account.AuditEntry.Action;
import pilotfeld.processing.field.Answer.Conflict;
import pilotfeld.processing.field.Answer.Done;
import pilotfeld.processing.field.Answer.Kind;
import pilotfeld.processing.field.Recognition.Named;
import pilotfeld.processing.field.Recognition.Unclear;
import pilotfeld.processing.field.Stays.Stay;
import pilotfeld.processing.field.Task.Register;
import pilotfeld.processing.field.Task.Swap;
import pilotfeld.processing.field.Task.TakeDown;
import pilotfeld.processing.field.Task.Trial;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.registry.Registrar;
import pilotfeld.processing.registry.Registrar.Placement;

/// What a task changes in the registry, or what is in its way. It looks before it writes, in one
/// transaction that its caller has opened.
final class FieldWork {

  private final Recognition recognition;
  private final Stays stays;
  private final Sites sites;
  private final Registrar registrar;
  private final Audit audit;

  FieldWork(Jdbi jdbi) {
    this.recognition = new Recognition(jdbi);
    this.stays = new Stays(jdbi);
    this.sites = new Sites(jdbi);
    this.registrar = new Registrar(jdbi);
    this.audit = new Audit(jdbi);
  }

  Answer answer(Task task, Actor actor, Instant now) {
    return switch (task) {
      case Register register -> recognized(register.sticker(), register, actor, now);
      case Swap swap -> recognized(swap.sticker(), swap, actor, now);
      case Trial trial -> recognized(trial.sticker(), trial, actor, now);
      case TakeDown takeDown -> takeDown(takeDown, actor);
    };
  }

  private Answer recognized(Sticker sticker, Task task, Actor actor, Instant now) {
    return switch (recognition.of(sticker, task.choices())) {
      case Unclear(var conflict) -> conflict;
      case Named named ->
          switch (task) {
            case Register register -> register(register, named, actor, now);
            case Swap swap -> swap(swap, named, actor, now);
            case Trial trial -> tryOut(trial, named, actor, now);
            case TakeDown _ -> throw new IllegalStateException("nobody scans to take down");
          };
    };
  }

  private Answer register(Register task, Named named, Actor actor, Instant now) {
    var site = task.place().site();
    var known = stays.ofDevice(named.device(), task.report().doneAt());
    if (isAt(known, site)) {
      return done(named, site, known.getLast().startsAt());
    }
    var there = stays.atSite(site).stream().filter(stay -> isAlike(stay, named)).toList();
    return elsewhere(known, task)
        .or(() -> unknownSite(task.place()))
        .or(() -> taken(there, task))
        .<Answer>map(conflict -> conflict)
        .orElseGet(
            () -> {
              if (task.place() instanceof Place.New place && sites.add(place)) {
                trail(actor, Action.SITE_ADDED, place.site(), Map.of("pilot", place.pilot()));
              }
              var since = since(known, task, now);
              var gone = task.choices().contains(Choice.SWAP) ? there : List.<Stay>of();
              return moved(named, site, since, known, gone, actor, Action.DEVICE_REGISTERED);
            });
  }

  private static boolean isAlike(Stay stay, Named named) {
    return stay.model().equals(named.model()) && !stay.device().equals(named.device());
  }

  private Answer swap(Swap task, Named named, Actor actor, Instant now) {
    var site = task.place().site();
    var there = stays.atSite(site);
    var known = stays.ofDevice(named.device(), task.report().doneAt());
    var gone = gone(task, there, named);
    if (isAt(known, site) && gone.isEmpty()) {
      return done(named, site, known.getLast().startsAt());
    }
    return elsewhere(known, task, site)
        .or(() -> unknownSite(task.place()))
        .or(() -> changed(task, there, gone))
        .or(() -> later(gone, task))
        .<Answer>map(conflict -> conflict)
        .orElseGet(
            () ->
                moved(
                    named,
                    site,
                    since(known, task, now),
                    known,
                    gone,
                    actor,
                    Action.DEVICE_SWAPPED));
  }

  // Whichever is there, if the technician did not say which or has chosen so.
  private static List<Stay> gone(Swap task, List<Stay> there, Named named) {
    var others = there.stream().filter(stay -> !stay.device().equals(named.device())).toList();
    var alike = others.stream().filter(stay -> isAlike(stay, named)).toList();
    if (task.old().isEmpty() || task.choices().contains(Choice.SWAP)) {
      return alike.isEmpty() ? others : alike;
    }
    return others.stream().filter(stay -> stay.device().equals(task.old().get())).toList();
  }

  private static Optional<Conflict> changed(Swap task, List<Stay> there, List<Stay> gone) {
    if (!gone.isEmpty() || there.isEmpty() || task.choices().contains(Choice.BESIDE)) {
      return Optional.empty();
    }
    return Optional.of(
        new Conflict(
            Kind.SITE_CHANGED,
            facts(there.getFirst()),
            List.of(Choice.SWAP, Choice.BESIDE, Choice.DISCARD)));
  }

  private Answer tryOut(Trial task, Named named, Actor actor, Instant now) {
    var known = stays.ofDevice(named.device(), task.report().doneAt());
    var conflict = elsewhere(known, task);
    if (conflict.isPresent()) {
      return conflict.get();
    }
    if (!sites.isPilot(task.pilot())) {
      return Conflict.refused("there is no pilot “%s”".formatted(task.pilot()));
    }
    var site = sites.test(named.device(), task.pilot());
    if (isAt(known, site)) {
      return done(named, site, known.getLast().startsAt());
    }
    return moved(
        named, site, since(known, task, now), known, List.of(), actor, Action.DEVICE_TRIED_OUT);
  }

  private Answer takeDown(TakeDown task, Actor actor) {
    var device = Eui.device(task.device()).orElse(task.device());
    var at = task.report().doneAt();
    var known = stays.ofDevice(device, at);
    if (known.isEmpty()) {
      return new Done(device, Optional.empty(), at, List.of());
    }
    var later = later(known, task);
    if (later.isPresent()) {
      return later.get();
    }
    registrar.end(device, at);
    trail(
        actor,
        Action.DEVICE_TAKEN_DOWN,
        device,
        Map.of("site", known.getFirst().site(), "reason", task.reason().text()));
    return new Done(device, Optional.empty(), at, List.of());
  }

  // What is in the way of being here. A test ends by itself once the device is needed.
  private static Optional<Conflict> elsewhere(List<Stay> known, Task task) {
    return elsewhere(known, task, "");
  }

  private static Optional<Conflict> elsewhere(List<Stay> known, Task task, String here) {
    var inTheWay =
        known.stream().filter(stay -> !stay.test() && !stay.site().equals(here)).toList();
    if (inTheWay.isEmpty() || task.choices().contains(Choice.MOVE)) {
      return Optional.empty();
    }
    return Optional.of(
        new Conflict(
            Kind.DEVICE_ELSEWHERE,
            facts(inTheWay.getLast()),
            List.of(Choice.MOVE, Choice.SCAN_AGAIN, Choice.DISCARD)));
  }

  private Optional<Conflict> unknownSite(Place place) {
    return switch (place) {
      case Place.Known(var site) ->
          sites.exists(site)
              ? Optional.empty()
              : Optional.of(
                  new Conflict(
                      Kind.NO_SUCH_SITE,
                      Map.of("site", site),
                      List.of(Choice.CHOOSE_SITE, Choice.DISCARD)));
      case Place.New site -> sites.missing(site).map(Conflict::refused);
    };
  }

  private static Optional<Conflict> taken(List<Stay> there, Task task) {
    var isChosen =
        Stream.of(Choice.SWAP, Choice.BESIDE).anyMatch(choice -> task.choices().contains(choice));
    if (there.isEmpty() || isChosen) {
      return task.choices().contains(Choice.SWAP) ? later(there, task) : Optional.empty();
    }
    return Optional.of(
        new Conflict(
            Kind.SITE_TAKEN,
            facts(there.getFirst()),
            List.of(Choice.SWAP, Choice.BESIDE, Choice.CHOOSE_SITE, Choice.DISCARD)));
  }

  // What somebody entered of a later time is not taken back by what a phone brings late.
  private static Optional<Conflict> later(List<Stay> stays, Task task) {
    return stays.stream()
        .filter(stay -> !stay.startsAt().isBefore(task.report().doneAt()))
        .findFirst()
        .map(stay -> new Conflict(Kind.LATER_ENTRY, facts(stay), List.of(Choice.DISCARD)));
  }

  private static Map<String, String> facts(Stay stay) {
    var facts = new HashMap<String, String>();
    facts.put("device", stay.device());
    facts.put("site", stay.site());
    facts.put("siteName", stay.siteName());
    facts.put("since", stay.startsAt().toString());
    return facts;
  }

  private static boolean isAt(List<Stay> known, String site) {
    return !known.isEmpty() && known.getLast().isOpen() && known.getLast().site().equals(site);
  }

  // Where somebody entered a stay of a later time, the device is here from now on only.
  private static Instant since(List<Stay> known, Task task, Instant now) {
    var at = task.report().doneAt();
    if (known.stream().anyMatch(stay -> !stay.startsAt().isBefore(at))) {
      return now;
    }
    return known.stream()
        .flatMap(stay -> stay.endsAt().stream())
        .reduce(at, (one, other) -> one.isAfter(other) ? one : other);
  }

  private Answer moved(
      Named named,
      String site,
      Instant since,
      List<Stay> known,
      List<Stay> gone,
      Actor actor,
      Action action) {
    var detail = new HashMap<>(Map.of("site", site, "since", since.toString()));
    for (var stay : known) {
      if (stay.isOpen() && !stay.site().equals(site)) {
        registrar.end(stay.device(), since);
        detail.put("from", stay.site());
      }
    }
    for (var stay : gone) {
      registrar.end(stay.device(), since);
      detail.put("instead_of", stay.device());
    }
    if (!isAt(known, site)) {
      registrar.place(new Placement(named.device(), named.model(), site, since, Optional.empty()));
    }
    trail(actor, action, named.device(), detail);
    return done(named, site, since, gone);
  }

  private static Done done(Named named, String site, Instant since) {
    return done(named, site, since, List.of());
  }

  private static Done done(Named named, String site, Instant since, List<Stay> gone) {
    var remarks = new ArrayList<>(named.remarks());
    gone.forEach(stay -> remarks.add("%s is at no site now".formatted(stay.device())));
    return new Done(named.device(), Optional.of(site), since, remarks);
  }

  private void trail(Actor actor, Action action, String subject, Map<String, String> detail) {
    audit.add(actor, new AuditEntry(action, Optional.of(subject), detail));
  }
}
