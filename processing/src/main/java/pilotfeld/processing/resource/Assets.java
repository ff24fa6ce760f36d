package pilotfeld.processing.resource;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
import pilotfeld.processing.asset.AssetRegister;
import pilotfeld.processing.asset.Differences;
import pilotfeld.processing.asset.Fault;
import pilotfeld.processing.asset.GeoJsonExport;
import pilotfeld.processing.asset.ReferenceSystem;
import pilotfeld.processing.asset.RegisterFile;
import pilotfeld.processing.http.Problem;
import pilotfeld.processing.http.Requests;
import pilotfeld.processing.http.ResponseStream;
import pilotfeld.processing.registry.Position;

/// `/api/assets`: the operator's register, which comes as files.
final class Assets {

  private static final String ASSETS =
      """
      SELECT a.id, a.kind, a.name, a.voltage_level, a.medium, a.lifecycle, a.latitude, a.longitude, a.missing_since,
             ARRAY(SELECT id FROM site WHERE asset = a.id ORDER BY id) AS sites
        FROM asset a
      """;
  private static final String LIST =
      ASSETS
          + """
             WHERE (CAST(:kind AS text) IS NULL OR a.kind = :kind) AND (CAST(:lifecycle AS text) IS NULL OR a.lifecycle = :lifecycle)
               AND (CAST(:missing AS boolean) IS NULL OR (a.missing_since IS NOT NULL) = :missing)
               AND (CAST(:after AS text) IS NULL OR a.id > :after)
             ORDER BY a.id LIMIT :limit
            """;
  private static final String ONE = ASSETS + " WHERE a.id = :id";

  private final Rows<Asset> rows;
  private final AssetRegister register;
  private final GeoJsonExport export;
  private final Audit audit;
  private final Clock clock;
  private final Requests exports = new Requests(1);

  Assets(Jdbi jdbi, Clock clock) {
    this.rows = Rows.of(jdbi, Asset::of);
    this.register = new AssetRegister(jdbi);
    this.export = new GeoJsonExport(jdbi);
    this.audit = new Audit(jdbi);
    this.clock = clock;
  }

  void addTo(Operations operations) {
    operations
        .answer("listAssets", this::list)
        .answer("readAsset", this::read)
        .answer("importAssets", this::take)
        .write("exportAssets", exports, this::export);
  }

  /// @param missingSince since when the operator's files have it no more
  /// @param sites that are at it now
  record Asset(
      String id,
      String kind,
      String name,
      Optional<String> voltageLevel,
      Optional<String> medium,
      Optional<String> lifecycle,
      Optional<Position> position,
      Optional<Instant> missingSince,
      List<String> sites) {

    static Asset of(Row row) {
      return new Asset(
          row.text("id"),
          row.text("kind"),
          row.text("name"),
          row.optional("voltage_level"),
          row.optional("medium"),
          row.optional("lifecycle"),
          row.position(),
          row.optionalTime("missing_since"),
          row.texts("sites"));
    }
  }

  private record Changed(String id, List<String> changes) {}

  /// What became of a file, or would; of the lists, the first.
  private record Taken(
      boolean dryRun,
      int added,
      int changed,
      int missing,
      int unchanged,
      List<String> addedIds,
      List<Changed> changes,
      List<String> missingIds,
      List<String> ignored) {

    static Taken of(Differences differences, List<String> ignored, boolean dryRun) {
      return new Taken(
          dryRun,
          differences.added().size(),
          differences.changed().size(),
          differences.missing().size(),
          differences.unchanged(),
          differences.added().stream()
              .limit(FileProblem.TOLD_LIMIT)
              .map(each -> each.id())
              .toList(),
          differences.changed().stream()
              .limit(FileProblem.TOLD_LIMIT)
              .map(each -> new Changed(each.after().id(), each.words()))
              .toList(),
          differences.missing().stream()
              .limit(FileProblem.TOLD_LIMIT)
              .map(each -> each.id())
              .toList(),
          ignored.stream().limit(FileProblem.TOLD_LIMIT).toList());
    }
  }

  private Answer list(Call call) {
    var listing = Listing.of(call);
    var assets =
        rows.list(
            LIST,
            Map.of(
                "kind", call.text("kind"),
                "lifecycle", call.text("lifecycle"),
                "missing", call.choice("missing"),
                "after", listing.after(),
                "limit", listing.wanted()));
    return listing.answer(assets, Asset::id);
  }

  private Answer read(Call call) {
    var id = call.path("asset");
    return rows.one(ONE, id)
        .map(Answer::tagged)
        .orElseThrow(() -> Problem.notFound("There is no asset “" + id + "”."));
  }

  private Answer take(Call call) {
    var dryRun = call.choice("dryRun").orElse(false);
    var request =
        new AssetRegister.Request(
            call.text("crs").flatMap(ReferenceSystem::read),
            call.choice("partial").orElse(false),
            dryRun);
    var file = file(call.bytes());
    return switch (outcome(file, request)) {
      case AssetRegister.Refused(var faults) -> throw refused(faults);
      case AssetRegister.Taken(var differences) -> {
        var taken = Taken.of(differences, file.ignored(), dryRun);
        if (!dryRun) {
          audit.add(call.actor(), entry(taken));
        }
        yield Answer.of(taken);
      }
    };
  }

  private static RegisterFile file(byte[] bytes) {
    try {
      return RegisterFile.of(bytes);
    } catch (IllegalArgumentException e) {
      throw FileProblem.unreadable(e.getMessage());
    }
  }

  private AssetRegister.Outcome outcome(RegisterFile file, AssetRegister.Request request) {
    try {
      return register.take(file, request, clock.instant());
    } catch (IllegalArgumentException e) {
      throw FileProblem.unreadable(e.getMessage());
    }
  }

  private static Problem refused(List<Fault> faults) {
    return FileProblem.refused(
        faults.stream()
            .map(each -> new Problem.Fault("body", each.where() + ", " + each.field(), each.what()))
            .toList());
  }

  private static AuditEntry entry(Taken taken) {
    return new AuditEntry(
        Action.ASSETS_IMPORTED,
        Optional.empty(),
        Map.of(
            "added", Integer.toString(taken.added),
            "changed", Integer.toString(taken.changed),
            "missing", Integer.toString(taken.missing),
            "unchanged", Integer.toString(taken.unchanged)));
  }

  private void export(Call call, Context loop) throws IOException {
    var response = call.request().response();
    loop.runOnContext(
        _ ->
            response
                .putHeader("Content-Type", "application/geo+json")
                .putHeader("Content-Disposition", "attachment; filename=\"assets.geojson\"")
                .putHeader("Cache-Control", "no-store"));
    if (call.request().request().method() == HttpMethod.HEAD) {
      loop.runOnContext(_ -> response.end());
      return;
    }
    loop.runOnContext(_ -> response.setChunked(true));
    try (var out =
        new BufferedWriter(new OutputStreamWriter(new ResponseStream(response, loop), UTF_8))) {
      export.write(out);
    }
    loop.runOnContext(_ -> response.end());
  }
}
