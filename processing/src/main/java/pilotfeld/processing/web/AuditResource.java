package pilotfeld.processing.web;

import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import pilotfeld.processing.account.Audit;
import pilotfeld.processing.api.Call;
import pilotfeld.processing.http.ResponseStream;

/// `GET /audit.csv?from=&to=`: who did what.
final class AuditResource {

  private final Audit audit;
  private final Clock clock;
  private final ZoneId zone;

  AuditResource(Audit audit, Clock clock, ZoneId zone) {
    this.audit = audit;
    this.clock = clock;
    this.zone = zone;
  }

  void answer(Call call, Context loop) throws IOException {
    var request = call.request();
    var from = call.time("from", zone).orElse(Instant.EPOCH);
    var until = call.time("to", zone).orElseGet(clock::instant);
    var response = request.response();
    loop.runOnContext(
        _ ->
            response
                .putHeader("Content-Type", "text/csv; charset=utf-8; header=present")
                .putHeader("Content-Disposition", "attachment; filename=\"audit.csv\"")
                .putHeader("Cache-Control", "no-store"));
    if (request.request().method() == HttpMethod.HEAD) {
      loop.runOnContext(_ -> response.end());
      return;
    }
    loop.runOnContext(_ -> response.setChunked(true));
    try (var out =
        new BufferedWriter(
            new OutputStreamWriter(new ResponseStream(response, loop), StandardCharsets.UTF_8))) {
      audit.write(call.actor(), from, until, out);
    }
    loop.runOnContext(_ -> response.end());
  }
}
