package pilotfeld.ingest.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MacrosTest {

  private static final Instant FROM = Instant.parse("2026-07-18T09:00:00Z");
  private static final Instant TO = Instant.parse("2026-07-19T09:00:00Z");
  private static final Macros PLAIN = new Macros(FROM, TO, "10m", false);
  private static final Macros TIMESCALE = new Macros(FROM, TO, "10m", true);

  @Test
  void theRangeBecomesLiteralsInUtc() {
    assertEquals(
        "d.time BETWEEN '2026-07-18T09:00:00Z' AND '2026-07-19T09:00:00Z'",
        PLAIN.expand("$__timeFilter(d.time)"));
    assertEquals(
        "'2026-07-19T09:00:00Z'::timestamptz - '2026-07-18T09:00:00Z'::timestamptz",
        PLAIN.expand("$__timeTo()::timestamptz - $__timeFrom()::timestamptz"));
  }

  @Test
  void groupsAreMadeAsTheDatabaseCan() {
    assertEquals(
        "floor(extract(epoch from time)/600)*600 AS \"time\"",
        PLAIN.expand("$__timeGroupAlias(time,$__interval)"));
    assertEquals(
        "time_bucket('3600.000s',time) AS \"time\"",
        TIMESCALE.expand("$__timeGroupAlias(time, 1h)"));
  }

  @Test
  void whatThePluginDoesNotKnowIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> PLAIN.expand("$__unixEpochNearly(time)"));
  }
}
