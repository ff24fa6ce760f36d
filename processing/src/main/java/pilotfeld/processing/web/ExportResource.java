package pilotfeld.processing.web;

import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import pilotfeld.processing.account.Audit;
import pilotfeld.processing.account.AuditEntry;
import pilotfeld.processing.account.AuditEntry.Action;
import pilotfeld.processing.api.Call;
import pilotfeld.processing.export.CsvExport;
import pilotfeld.processing.export.Selection;
import pilotfeld.processing.http.Problem;
import pilotfeld.processing.http.ResponseStream;

/// `GET /export.csv?pilot=&from=&to=&quantity=`.
final class ExportResource {

  private static final int BUFFER_CHARACTERS = 64 * 1024;

  private final CsvExport export;
  private final Audit audit;
  private final Clock clock;
  private final ZoneId zone;

  ExportResource(CsvExport export, Audit audit, Clock clock, ZoneId zone) {
    this.export = export;
    this.audit = audit;
    this.clock = clock;
    this.zone = zone;
  }

  void answer(Call call, Context loop) throws IOException {
    var request = call.request();
    var selection = selection(call);
    if (!export.knows(selection.pilot())) {
      throw Problem.notFound("There is no pilot “" + selection.pilot() + "”.");
    }
    var response = request.response();
    loop.runOnContext(_ -> describe(response, selection));
    if (request.request().method() == HttpMethod.HEAD) {
      loop.runOnContext(_ -> response.end());
      return;
    }
    // Before the first reading leaves: what was cut off half way has left all the same.
    audit.add(
        call.actor(),
        new AuditEntry(
            Action.READINGS_EXPORTED, Optional.of(selection.pilot()), selection.bounds()));
    loop.runOnContext(_ -> response.setChunked(true));
    try (var out =
        new BufferedWriter(
            new OutputStreamWriter(new ResponseStream(response, loop), StandardCharsets.UTF_8),
            BUFFER_CHARACTERS)) {
      export.write(selection, out);
    }
    loop.runOnContext(_ -> response.end());
  }

  private static void describe(HttpServerResponse response, Selection selection) {
    response
        .putHeader("Content-Type", "text/csv; charset=utf-8; header=present")
        .putHeader("Content-Disposition", "attachment; filename=\"" + selection.pilot() + ".csv\"");
  }

  private Selection selection(Call call) {
    var pilot = call.text("pilot").orElseThrow();
    var from = call.time("from", zone).orElse(Instant.EPOCH);
    var until = call.time("to", zone).orElseGet(clock::instant);
    try {
      return new Selection(pilot, from, until, call.text("quantity"));
    } catch (IllegalArgumentException e) {
      throw Call.contradiction("query", "from", e.getMessage());
    }
  }
}
