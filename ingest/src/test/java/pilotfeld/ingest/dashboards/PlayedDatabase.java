package pilotfeld.ingest.dashboards;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import pilotfeld.ingest.RunningSystem;
import pilotfeld.ingest.demo.plan.Fleet;
import pilotfeld.ingest.demo.play.PlayedFleet;
import pilotfeld.processing.fixture.Eventually;

/// A database with the demonstration in its thirty-first day; what it sent in the last two is taken
/// in and flagged.
final class PlayedDatabase implements AutoCloseable {

  private static final Duration HISTORY = Duration.ofDays(30);
  private static final Duration PLAYED = Duration.ofDays(2);

  private static final String TIMESCALE =
      "SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb')";

  private final RunningSystem system = new RunningSystem(Map.of());
  private final boolean timescale;
  private final Instant playedUntil;

  PlayedDatabase() throws Exception {
    var now = Instant.now();
    var fleet = Fleet.beginningAt(now.minus(HISTORY).truncatedTo(ChronoUnit.DAYS));
    PlayedFleet.play(system.application(), fleet, now.minus(PLAYED), now);
    Eventually.equal(0L, () -> one("SELECT count(*) FROM dirty", Long.class));
    this.timescale = one(TIMESCALE, Boolean.class);
    this.playedUntil = Instant.now();
  }

  private <T> T one(String sql, Class<T> type) {
    return system.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(type).one());
  }

  boolean isTimescale() {
    return timescale;
  }

  Instant playedUntil() {
    return playedUntil;
  }

  DashboardRole role() {
    return new DashboardRole(system.jdbi());
  }

  /// What may be chosen in the variables: each pilot with all of its sites, where there is a
  /// choice.
  List<Variables> choices(Dashboard dashboard) {
    var choices = List.of(Variables.NONE);
    for (var variable : dashboard.variables()) {
      choices =
          choices.stream().flatMap(each -> Choice.of(variable, each, role()).stream()).toList();
    }
    return choices;
  }

  @Override
  public void close() {
    system.close();
  }
}
