package pilotfeld.ingest.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.fixture.Law;
import pilotfeld.processing.reading.Outcome;

/// What is in the tables against what was acknowledged.
///
/// @param acknowledged digests of the distinct messages
/// @param kept digests of the messages in the tables, one for each row
record Ledger(Set<String> acknowledged, List<String> kept) {

  private static final String DIGESTS = "SELECT encode(sha256(body), 'hex') FROM message";
  private static final String DISTANCES =
      "SELECT count(*) FROM reading r JOIN series s ON s.id = r.series_id WHERE s.quantity = 'distance'";
  private static final String CONFLICTS = "SELECT count(*) FROM conflict";
  private static final TypeReference<Map<String, Long>> TERMS = new TypeReference<>() {};

  static Ledger of(Load load, Jdbi database) {
    var acknowledged = new HashSet<String>();
    load.acknowledged().forEach(each -> acknowledged.add(each.digest()));
    return new Ledger(
        acknowledged,
        database.withHandle(handle -> handle.select(DIGESTS).mapTo(String.class).list()));
  }

  /// Acknowledged and in no table.
  int lost() {
    var missing = new HashSet<>(acknowledged);
    kept.forEach(missing::remove);
    return missing.size();
  }

  /// In the tables more than once.
  int twice() {
    return kept.size() - new HashSet<>(kept).size();
  }

  /// Once all of a load was acknowledged and nothing waits: each message is in the tables once,
  /// each reading is there once, and the law holds.
  ///
  /// @param most how many may be lost that others acknowledged than Pilotfeld
  void assertBalanced(Load load, int most, Jdbi database, Service service) throws Exception {
    assertEquals(load.size(), acknowledged.size());
    assertTrue(lost() <= most, () -> "acknowledged and lost: " + lost());
    assertEquals(0, twice(), "in the tables more than once");
    assertEquals(load.size() - lost(), kept.size());
    assertTerms(load, status(service), database);
    assertTrue(Law.of(database).holds(), () -> "the law: " + Law.of(database));
  }

  private void assertTerms(Load load, Map<String, Long> terms, Jdbi database) {
    var distinct = terms.get("stored") + terms.get("unregistered") + terms.get("quarantined");
    assertEquals(kept.size(), distinct, terms::toString);
    assertEquals(distinct + terms.get("duplicate"), terms.get("received"), terms::toString);
    assertEquals(0, terms.get("spooled"), terms::toString);
    assertEquals(terms.get("stored"), number(database, DISTANCES));
    assertEquals(0, number(database, CONFLICTS));
    if (lost() == 0) {
      assertEquals(load.count(Outcome.UNREGISTERED), terms.get("unregistered"), terms::toString);
      assertEquals(load.count(Outcome.QUARANTINED), terms.get("quarantined"), terms::toString);
    }
  }

  /// The law's terms, as the page has them.
  static Map<String, Long> status(Service service) throws IOException, InterruptedException {
    return new ObjectMapper().readValue(service.get("/api/status").body(), TERMS);
  }

  private static long number(Jdbi database, String query) {
    return database.withHandle(handle -> handle.select(query).mapTo(Long.class).one());
  }
}
