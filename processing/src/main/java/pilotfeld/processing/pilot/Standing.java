package pilotfeld.processing.pilot;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Query;
import pilotfeld.processing.registry.Position;

/// What is registered of all that a file names.
///
/// @param models of devices that are registered
/// @param delivered models by delivery lists, as these call them
/// @param waiting when the first message was sent that waits for the device's registration
/// @param stays of the devices, the earliest first, and those that go on at the sites
record Standing(
    Set<String> pilots,
    Set<String> assets,
    Set<String> knownModels,
    Map<String, Site> sites,
    Map<String, String> models,
    Map<String, String> delivered,
    Map<String, Instant> waiting,
    List<Stay> stays) {

  private static final String PILOTS = "SELECT id FROM pilot WHERE id = ANY (:ids)";
  private static final String ASSETS = "SELECT id FROM asset WHERE id = ANY (:ids)";
  private static final String MODELS = "SELECT id FROM model";
  private static final String SITES =
      """
      SELECT id, pilot, nullif(name, id) AS name, latitude, longitude, mounting_height_metres, asset, note, is_test
        FROM site WHERE id = ANY (:ids)
      """;
  private static final String MODEL_OF_DEVICE =
      "SELECT id, model FROM device WHERE id = ANY (:ids)";
  private static final String DELIVERED =
      "SELECT dev_eui AS id, model FROM delivery WHERE dev_eui = ANY (:ids) AND model IS NOT NULL";
  private static final String WAITING =
      """
      SELECT u.device, min(u.time) AS time
        FROM uplink u
        LEFT JOIN (SELECT device, max(ends_at) AS ended FROM deployment WHERE device = ANY (:ids) GROUP BY device) e ON e.device = u.device
       WHERE u.device = ANY (:ids) AND u.state = 'unregistered' AND u.time >= coalesce(e.ended, '-infinity')
       GROUP BY u.device
      """;
  private static final String STAYS =
      """
      SELECT p.device, d.model, p.site, s.is_test AS test, p.starts_at, p.ends_at
        FROM deployment p JOIN site s ON s.id = p.site JOIN device d ON d.id = p.device
       WHERE p.device = ANY (:ids) OR p.ends_at IS NULL AND p.site = ANY (:sites)
       ORDER BY p.starts_at, p.device
      """;

  /// @param test whether it is one where devices are tried out
  record Site(String pilot, boolean test, SiteFacts facts) {}

  static Standing of(Handle handle, List<PilotRow> rows) {
    var devices = each(rows, row -> Stream.of(row.device()));
    var sites = each(rows, row -> Stream.of(row.site()));
    return new Standing(
        ids(handle, PILOTS, each(rows, row -> Stream.of(row.pilot()))),
        ids(handle, ASSETS, each(rows, row -> row.facts().asset().stream())),
        new HashSet<>(handle.createQuery(MODELS).mapTo(String.class).list()),
        sites(handle, sites),
        models(handle, MODEL_OF_DEVICE, devices),
        models(handle, DELIVERED, devices),
        waiting(handle, devices),
        stays(handle, devices, sites));
  }

  private static List<String> each(
      List<PilotRow> rows, Function<PilotRow, Stream<String>> identifier) {
    return rows.stream().flatMap(identifier).distinct().toList();
  }

  private static Query asked(Handle handle, String query, List<String> ids) {
    return handle.createQuery(query).bindArray("ids", String.class, ids);
  }

  private static Set<String> ids(Handle handle, String query, List<String> ids) {
    return new HashSet<>(asked(handle, query, ids).mapTo(String.class).list());
  }

  private static Map<String, Site> sites(Handle handle, List<String> ids) {
    return asked(handle, SITES, ids)
        .map((RowView row) -> Map.entry(text(row, "id").orElseThrow(), site(row)))
        .stream()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Site site(RowView row) {
    var latitude = Optional.ofNullable(row.getColumn("latitude", Double.class));
    var longitude = Optional.ofNullable(row.getColumn("longitude", Double.class));
    var facts =
        new SiteFacts(
            text(row, "name"),
            latitude.flatMap(north -> longitude.map(east -> new Position(north, east))),
            Optional.ofNullable(row.getColumn("mounting_height_metres", Float.class))
                .map(Float::doubleValue),
            text(row, "asset"),
            text(row, "note"));
    return new Site(
        text(row, "pilot").orElseThrow(),
        Objects.requireNonNull(row.getColumn("is_test", Boolean.class)),
        facts);
  }

  private static Optional<String> text(RowView row, String column) {
    return Optional.ofNullable(row.getColumn(column, String.class));
  }

  private static Map<String, String> models(Handle handle, String query, List<String> devices) {
    return asked(handle, query, devices)
        .map((row, _) -> Map.entry(row.getString("id"), row.getString("model")))
        .stream()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map<String, Instant> waiting(Handle handle, List<String> devices) {
    return asked(handle, WAITING, devices)
        .map((row, _) -> Map.entry(row.getString("device"), row.getTimestamp("time").toInstant()))
        .stream()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static List<Stay> stays(Handle handle, List<String> devices, List<String> sites) {
    return asked(handle, STAYS, devices)
        .bindArray("sites", String.class, sites)
        .map(ConstructorMapper.of(Stay.class))
        .list();
  }

  Map<String, List<Stay>> staysByDevice() {
    return stays.stream().collect(groupingBy(Stay::device));
  }

  /// Those that go on.
  Map<String, List<Stay>> staysBySite() {
    return stays.stream().filter(Stay::isOpen).collect(groupingBy(Stay::site));
  }
}
