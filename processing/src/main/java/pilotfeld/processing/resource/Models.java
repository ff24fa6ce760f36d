package pilotfeld.processing.resource;

import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.api.Answer;
import pilotfeld.processing.api.Call;
import pilotfeld.processing.api.Listing;
import pilotfeld.processing.api.Operations;
import pilotfeld.processing.http.Problem;

/// `/api/models`: the kinds of devices that are known. They are made of folders, not here.
final class Models {

  private static final String MODELS =
      """
      SELECT id, version, vendor, name, CAST(extract(epoch FROM reporting_interval) AS bigint) AS seconds FROM model
      """;
  private static final String LIST =
      MODELS
          + """
             WHERE (CAST(:vendor AS text) IS NULL OR vendor = :vendor) AND (CAST(:after AS text) IS NULL OR id > :after)
             ORDER BY id LIMIT :limit
            """;
  private static final String ONE = MODELS + " WHERE id = :id";

  private final Rows<Model> rows;

  Models(Jdbi jdbi) {
    this.rows = Rows.of(jdbi, Model::of);
  }

  void addTo(Operations operations) {
    operations.answer("listModels", this::list).answer("readModel", this::read);
  }

  /// @param version changes with its definition and its codec
  /// @param reportingIntervalSeconds how often a healthy device reports
  record Model(
      String id, String vendor, String name, String version, long reportingIntervalSeconds) {

    static Model of(Row row) {
      return new Model(
          row.text("id"),
          row.text("vendor"),
          row.text("name"),
          row.text("version"),
          row.number("seconds"));
    }
  }

  private Answer list(Call call) {
    var listing = Listing.of(call);
    var models =
        rows.list(
            LIST,
            Map.of(
                "vendor", call.text("vendor"),
                "after", listing.after(),
                "limit", listing.wanted()));
    return listing.answer(models, Model::id);
  }

  private Answer read(Call call) {
    var id = call.path("model");
    return rows.one(ONE, id)
        .map(Answer::tagged)
        .orElseThrow(() -> Problem.notFound("There is no device model “" + id + "”."));
  }
}
