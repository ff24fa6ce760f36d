package pilotfeld.processing.web;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.Permission;
import pilotfeld.processing.account.Visitor;
import pilotfeld.processing.field.Checks;
import pilotfeld.processing.field.Lists;
import pilotfeld.processing.field.Report;
import pilotfeld.processing.field.SitePhotos;
import pilotfeld.processing.field.Tasks;
import pilotfeld.processing.http.Gate;
import pilotfeld.processing.http.Parameters;
import pilotfeld.processing.http.Problem;
import pilotfeld.processing.http.Requests;
import pilotfeld.processing.label.PhotoReader;
import pilotfeld.processing.label.PictureCopy;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.registry.Position;

/// The interface of a technician's phone, under `/api/field`.
final class FieldResource {

  /// Longest task, in bytes; its note may have 2000 characters.
  static final long TASK_BODY_LIMIT = 32 * 1024;

  /// Photos that are looked at at once; each takes some 40 MB meanwhile.
  static final int PHOTO_LIMIT = 2;

  private final Lists lists;
  private final Tasks tasks;
  private final Checks checks;
  private final SitePhotos photos;
  private final Clock clock;
  private final Requests photoRequests = new Requests(PHOTO_LIMIT);

  FieldResource(Jdbi jdbi, Clock clock) {
    this.lists = new Lists(jdbi);
    this.tasks = new Tasks(jdbi);
    this.checks = new Checks(jdbi);
    this.photos = new SitePhotos(jdbi);
    this.clock = clock;
  }

  void addTo(Routes routes, Requests requests) {
    var permission = Permission.REGISTER_DEVICES;
    routes.get("/api/field/lists", permission, requests, this::lists);
    routes.get("/api/field/devices/:device/check", permission, requests, this::check);
    routes.get("/api/field/photos/:photo", permission, requests, this::photo);
    routes.post("/api/field/tasks", permission, TASK_BODY_LIMIT, requests, this::take);
    routes.upload(
        "/api/field/label",
        permission,
        PhotoReader.BYTES_LIMIT,
        requests,
        photoRequests,
        this::read);
    routes.upload(
        "/api/field/photos/:photo",
        permission,
        PictureCopy.BYTES_LIMIT,
        requests,
        photoRequests,
        this::keep);
  }

  private void lists(RoutingContext request, Context loop) {
    Requests.json(request, loop, lists.near(position(request), clock.instant()));
  }

  private static Optional<Position> position(RoutingContext request) {
    var latitude = Parameters.text(request, "latitude");
    var longitude = Parameters.text(request, "longitude");
    if (latitude.isEmpty() || longitude.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Position(Double.parseDouble(latitude.get()), Double.parseDouble(longitude.get())));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("latitude and longitude must be degrees: " + e.getMessage() + ".");
    }
  }

  private void check(RoutingContext request, Context loop) {
    var text = Parameters.segment(request, "device");
    var device = Eui.device(text).orElse(text);
    var check =
        checks
            .of(device, clock.instant())
            .orElseThrow(() -> Problem.notFound("The device “" + text + "” is at no site."));
    Requests.json(request, loop, check);
  }

  private void take(RoutingContext request, Context loop, Visitor visitor) {
    var now = clock.instant();
    var task = Requests.body(request, FieldTask.class).task(now);
    Requests.json(request, loop, tasks.accept(task, Gate.actor(request, visitor), now));
  }

  private void read(RoutingContext request, Context loop, Visitor visitor) {
    Requests.json(request, loop, ReadLabel.of(PhotoReader.read(bytes(request))));
  }

  private void keep(RoutingContext request, Context loop, Visitor visitor) {
    var now = clock.instant();
    var site = Parameters.text(request, "site").orElseThrow(() -> missing("site"));
    try {
      var report =
          Report.of(photoId(request), time(request, "doneAt"), time(request, "sentAt"), now);
      photos.keep(report, site, Gate.actor(request, visitor), bytes(request));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage() + ".");
    }
    loop.runOnContext(_ -> request.response().setStatusCode(204).end());
  }

  private void photo(RoutingContext request, Context loop) {
    var jpeg =
        photos
            .find(photoId(request))
            .orElseThrow(() -> Problem.notFound("There is no such photo."));
    loop.runOnContext(
        _ ->
            request
                .response()
                .putHeader("Content-Type", "image/jpeg")
                .putHeader("Cache-Control", "private, max-age=86400")
                .end(Buffer.buffer(jpeg)));
  }

  private static UUID photoId(RoutingContext request) {
    return uuid("photo", Parameters.segment(request, "photo"));
  }

  static UUID uuid(String name, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(name + " must be a UUID.");
    }
  }

  private static Instant time(RoutingContext request, String name) {
    return Parameters.text(request, name)
        .map(text -> FieldTask.time(name, text))
        .orElseThrow(() -> missing(name));
  }

  private static Problem missing(String name) {
    return Problem.badRequest(name + " is missing.");
  }

  private static byte[] bytes(RoutingContext request) {
    var body = request.body().buffer();
    return body == null ? new byte[0] : body.getBytes();
  }
}
