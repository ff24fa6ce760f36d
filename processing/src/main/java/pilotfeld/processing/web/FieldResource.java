package pilotfeld.processing.web;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.api.Answer;
import pilotfeld.processing.api.Call;
import pilotfeld.processing.api.Operations;
import pilotfeld.processing.field.Checks;
import pilotfeld.processing.field.Lists;
import pilotfeld.processing.field.Report;
import pilotfeld.processing.field.SitePhotos;
import pilotfeld.processing.field.Tasks;
import pilotfeld.processing.http.Problem;
import pilotfeld.processing.http.Requests;
import pilotfeld.processing.label.PhotoReader;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.registry.Position;

/// The interface of a technician's phone, under `/api/field`.
final class FieldResource {

  /// Photos that are looked at at once; each takes some 40 MB meanwhile.
  static final int PHOTO_LIMIT = 2;

  private final Lists lists;
  private final Tasks tasks;
  private final Checks checks;
  private final SitePhotos photos;
  private final Clock clock;
  private final ZoneId zone;
  private final Requests photoRequests = new Requests(PHOTO_LIMIT);

  FieldResource(Jdbi jdbi, Clock clock, ZoneId zone) {
    this.lists = new Lists(jdbi);
    this.tasks = new Tasks(jdbi);
    this.checks = new Checks(jdbi);
    this.photos = new SitePhotos(jdbi);
    this.clock = clock;
    this.zone = zone;
  }

  // A task has transactions of its own, and is done once by its own id.
  void addTo(Operations operations, Requests requests) {
    operations
        .answer("readFieldLists", this::lists)
        .answer("readFieldCheck", this::check)
        .write("doFieldTask", requests, this::take)
        .write("readLabel", photoRequests, this::read)
        .write("readSitePhoto", requests, this::photo)
        .write("keepSitePhoto", photoRequests, this::keep);
  }

  private Answer lists(Call call) {
    return Answer.of(lists.near(position(call), clock.instant()));
  }

  private static Optional<Position> position(Call call) {
    var latitude = call.decimal("latitude");
    var longitude = call.decimal("longitude");
    if (latitude.isPresent() != longitude.isPresent()) {
      throw Call.contradiction("query", "latitude", "goes together with longitude");
    }
    return latitude.map(north -> new Position(north, longitude.orElseThrow()));
  }

  private Answer check(Call call) {
    var text = call.path("device");
    return checks
        .of(Eui.device(text).orElse(text), clock.instant())
        .map(Answer::of)
        .orElseThrow(() -> Problem.notFound("The device “" + text + "” is at no site."));
  }

  private void take(Call call, Context loop) {
    var now = clock.instant();
    var sent = call.body(FieldTask.class);
    var doneAt = Call.time("/doneAt", sent.doneAt(), zone);
    var sentAt = Call.time("/sentAt", sent.sentAt(), zone);
    var report = FieldTask.sound("/doneAt", () -> Report.of(sent.id(), doneAt, sentAt, now));
    Requests.json(call.request(), loop, tasks.accept(sent.task(report), call.actor(), now));
  }

  private void read(Call call, Context loop) {
    Requests.json(call.request(), loop, ReadLabel.of(PhotoReader.read(call.bytes())));
  }

  private void keep(Call call, Context loop) {
    var site = call.text("site").orElseThrow();
    switch (kept(call, site)) {
      case KEPT -> loop.runOnContext(_ -> call.request().response().setStatusCode(204).end());
      case NO_SITE -> throw Problem.notFound("There is no site “" + site + "”.");
      case ENOUGH ->
          throw Problem.conflict(
              "“%s” has its %d photos already: leave this one."
                  .formatted(site, SitePhotos.SITE_LIMIT));
    }
  }

  private SitePhotos.Outcome kept(Call call, String site) {
    var report = report(call, clock.instant());
    try {
      return photos.keep(report, site, call.actor(), call.bytes());
    } catch (IllegalArgumentException e) {
      throw new Problem(422, "The photo cannot be taken", e.getMessage() + ".");
    }
  }

  private Report report(Call call, Instant now) {
    var doneAt = call.time("doneAt", zone).orElseThrow();
    var sentAt = call.time("sentAt", zone).orElseThrow();
    try {
      return Report.of(photoId(call), doneAt, sentAt, now);
    } catch (IllegalArgumentException e) {
      throw Call.contradiction("query", "doneAt", e.getMessage());
    }
  }

  private void photo(Call call, Context loop) {
    var jpeg =
        photos.find(photoId(call)).orElseThrow(() -> Problem.notFound("There is no such photo."));
    loop.runOnContext(
        _ -> {
          call.request()
              .response()
              .putHeader("Content-Type", "image/jpeg")
              .putHeader("Cache-Control", "private, max-age=86400");
          Requests.end(call.request(), Buffer.buffer(jpeg));
        });
  }

  private static UUID photoId(Call call) {
    return UUID.fromString(call.path("photo"));
  }
}
