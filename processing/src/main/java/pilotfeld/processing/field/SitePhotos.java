package pilotfeld.processing.field;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.Actor;
import pilotfeld.processing.account.Audit;
import pilotfeld.processing.account.AuditEntry;
import pilotfeld.processing.account.AuditEntry.Action;
import pilotfeld.processing.label.PictureCopy;

/// How sensors are mounted, in pictures.
public final class SitePhotos {

  /// Photos of one site at most.
  public static final int SITE_LIMIT = 20;

  private static final String LOCK_SITE = "SELECT id FROM site WHERE id = :site FOR UPDATE";
  private static final String IS_KEPT = "SELECT EXISTS (SELECT FROM site_photo WHERE id = :id)";
  private static final String COUNT = "SELECT count(*) FROM site_photo WHERE site = :site";
  private static final String KEEP =
      "INSERT INTO site_photo (id, site, account, taken_at, jpeg) VALUES (:id, :site, :account, :takenAt, :jpeg)";
  private static final String FIND = "SELECT jpeg FROM site_photo WHERE id = :id";

  private final Jdbi jdbi;
  private final Audit audit;

  public SitePhotos(Jdbi jdbi) {
    this.jdbi = jdbi;
    this.audit = new Audit(jdbi);
  }

  /// What became of a photo.
  public enum Outcome {
    KEPT,
    /// There is no such site.
    NO_SITE,
    /// The site has as many as it may have.
    ENOUGH
  }

  /// Keeps the picture of a photo, and nothing else that is in the file. One that comes again is
  /// kept once.
  ///
  /// @param report with an id that the phone made
  /// @throws IllegalArgumentException if it is no photo
  public Outcome keep(Report report, String site, Actor actor, byte[] file) {
    var jpeg = PictureCopy.of(file);
    return jdbi.inTransaction(handle -> keep(handle, report, site, actor, jpeg));
  }

  private Outcome keep(Handle handle, Report report, String site, Actor actor, byte[] jpeg) {
    if (handle.createQuery(LOCK_SITE).bind("site", site).mapTo(String.class).findOne().isEmpty()) {
      return Outcome.NO_SITE;
    }
    if (handle.createQuery(IS_KEPT).bind("id", report.id()).mapTo(Boolean.class).one()) {
      return Outcome.KEPT;
    }
    if (handle.createQuery(COUNT).bind("site", site).mapTo(Integer.class).one() >= SITE_LIMIT) {
      return Outcome.ENOUGH;
    }
    insert(handle, report, site, actor, jpeg);
    var detail = Map.of("photo", report.id().toString());
    audit.add(actor, new AuditEntry(Action.PHOTO_KEPT, Optional.of(site), detail));
    return Outcome.KEPT;
  }

  private static void insert(Handle handle, Report report, String site, Actor actor, byte[] jpeg) {
    handle
        .createUpdate(KEEP)
        .bind("id", report.id())
        .bind("site", site)
        .bind("account", actor.name())
        .bind("takenAt", report.doneAt())
        .bind("jpeg", jpeg)
        .execute();
  }

  /// A photo as JPEG.
  public Optional<byte[]> find(UUID id) {
    return jdbi.withHandle(
        handle -> handle.createQuery(FIND).bind("id", id).mapTo(byte[].class).findOne());
  }
}
