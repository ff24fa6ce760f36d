package pilotfeld.processing.pilot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Gatherers;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import pilotfeld.processing.registry.Position;
import pilotfeld.processing.registry.Registrar.Placement;

/// Writes changes, within the transaction of its caller: many in one statement, as each statement
/// counts as a change of the registry.
final class Writing {

  /// Most rows of a statement.
  private static final int BATCH_LIMIT = 1_000;

  private static final String SITES =
      """
      unnest(CAST(:ids AS text[]), CAST(:pilots AS text[]), CAST(:names AS text[]), CAST(:latitudes AS double precision[]),
             CAST(:longitudes AS double precision[]), CAST(:heights AS double precision[]), CAST(:assets AS text[]), CAST(:notes AS text[]))
        AS said (id, pilot, name, latitude, longitude, height, asset, note)
      """;
  private static final String ADD_SITES =
      """
      INSERT INTO site (id, pilot, name, latitude, longitude, mounting_height_metres, asset, note)
      SELECT id, pilot, coalesce(name, id), latitude, longitude, height, asset, note FROM
      """
          + SITES;
  private static final String COMPLETE_SITES =
      """
      UPDATE site SET name = coalesce(said.name, site.id), latitude = said.latitude, longitude = said.longitude,
                      mounting_height_metres = said.height, note = said.note FROM
      """
          + SITES
          + " WHERE site.id = said.id";
  private static final String ADD_DEVICES =
      """
      INSERT INTO device (id, model)
      SELECT * FROM unnest(CAST(:devices AS text[]), CAST(:models AS text[])) ON CONFLICT (id) DO NOTHING
      """;
  private static final String END =
      """
      UPDATE deployment SET ends_at = said.at
        FROM unnest(CAST(:devices AS text[]), CAST(:times AS timestamptz[])) AS said (device, at)
       WHERE deployment.device = said.device AND ends_at IS NULL
      """;
  private static final String PLACE =
      """
      INSERT INTO deployment (device, site, starts_at)
      SELECT * FROM unnest(CAST(:devices AS text[]), CAST(:sites AS text[]), CAST(:times AS timestamptz[]))
      """;

  private final Handle handle;
  private final Changes changes;
  private final Consumer<Progress> progress;
  private int written;

  Writing(Handle handle, Changes changes, Consumer<Progress> progress) {
    this.handle = handle;
    this.changes = changes;
    this.progress = progress;
  }

  void write() {
    inBatches(changes.newSites(), sites -> sites(ADD_SITES, sites));
    inBatches(changes.completedSites(), sites -> sites(COMPLETE_SITES, sites));
    inBatches(changes.ended(), this::end);
    inBatches(changes.placements(), this::place);
  }

  private <T> void inBatches(List<T> all, Consumer<List<T>> write) {
    all.stream()
        .gather(Gatherers.windowFixed(BATCH_LIMIT))
        .forEachOrdered(
            batch -> {
              write.accept(batch);
              written += batch.size();
              progress.accept(new Progress(written, changes.size()));
            });
  }

  private void sites(String statement, List<Changes.Site> sites) {
    var update = handle.createUpdate(statement);
    texts(update, "ids", sites, site -> Optional.of(site.id()));
    texts(update, "pilots", sites, site -> Optional.of(site.pilot()));
    texts(update, "names", sites, site -> site.facts().name());
    texts(update, "assets", sites, site -> site.facts().asset());
    texts(update, "notes", sites, site -> site.facts().note());
    numbers(update, "heights", sites, SiteFacts::heightMetres);
    numbers(update, "latitudes", sites, facts -> facts.position().map(Position::latitude));
    numbers(update, "longitudes", sites, facts -> facts.position().map(Position::longitude));
    update.execute();
  }

  private void end(List<Changes.Ended> ended) {
    var update = handle.createUpdate(END);
    texts(update, "devices", ended, each -> Optional.of(each.device()));
    times(update, ended, Changes.Ended::at);
    update.execute();
  }

  private void place(List<Placement> placements) {
    var devices = handle.createUpdate(ADD_DEVICES);
    texts(devices, "devices", placements, each -> Optional.of(each.device()));
    texts(devices, "models", placements, each -> Optional.of(each.model()));
    devices.execute();
    var update = handle.createUpdate(PLACE);
    texts(update, "devices", placements, each -> Optional.of(each.device()));
    texts(update, "sites", placements, each -> Optional.of(each.site()));
    times(update, placements, Placement::startsAt);
    update.execute();
  }

  private static <T> void texts(
      Update update, String name, List<T> all, Function<T, Optional<String>> text) {
    update.bindArray(name, String.class, orNull(all, text));
  }

  private static void numbers(
      Update update,
      String name,
      List<Changes.Site> sites,
      Function<SiteFacts, Optional<Double>> number) {
    update.bindArray(name, Double.class, orNull(sites, site -> number.apply(site.facts())));
  }

  private static <T> void times(Update update, List<T> all, Function<T, Instant> time) {
    update.bindArray("times", Instant.class, all.stream().map(time).toList());
  }

  private static <T, V> List<V> orNull(List<T> all, Function<T, Optional<V>> field) {
    return all.stream().map(each -> field.apply(each).orElse(null)).toList();
  }
}
