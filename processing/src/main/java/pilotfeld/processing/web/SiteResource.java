package pilotfeld.processing.web;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.api.Answer;
import pilotfeld.processing.api.Call;
import pilotfeld.processing.http.Problem;

/// One site over HTTP: its readings, and what was remarked on its messages.
final class SiteResource {

  /// Longest span of readings that is answered with single ones.
  static final Duration SPAN_LIMIT = Duration.ofDays(31);

  private static final Duration DEFAULT_SPAN = Duration.ofDays(1);

  private final SiteReadings readings;
  private final Remarks remarks;
  private final Clock clock;
  private final ZoneId zone;

  SiteResource(Jdbi jdbi, Clock clock, ZoneId zone) {
    this.readings = new SiteReadings(jdbi);
    this.remarks = new Remarks(jdbi);
    this.clock = clock;
    this.zone = zone;
  }

  Answer readings(Call call) {
    var site = call.path("site");
    var until = call.time("to", zone).orElseGet(clock::instant);
    var from = call.time("from", zone).orElse(until.minus(DEFAULT_SPAN));
    if (!from.isBefore(until)) {
      throw Call.contradiction("query", "from", "must be before to");
    }
    if (Duration.between(from, until).compareTo(SPAN_LIMIT) > 0) {
      throw Call.contradiction(
          "query",
          "from",
          "at most " + SPAN_LIMIT.toDays() + " days are shown; more is in the export");
    }
    return readings
        .of(site, from, until)
        .map(Answer::of)
        .orElseThrow(() -> Problem.notFound("There is no site “" + site + "”."));
  }

  Answer remarks(Call call) {
    return Answer.of(remarks.of(call.path("site"), clock.instant()));
  }
}
