package pilotfeld.processing.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.registry.Registrar;
import pilotfeld.processing.secret.MasterSecret;

/// Each test has a device of its own, on one database; what goes out stays in the outbox.
class BrokerUsersIT {

  private static final String OUTGOING =
      "SELECT payload FROM outbox WHERE kind = 'broker' AND payload LIKE '% ' || :device ORDER BY id";
  private static final String ALL = "SELECT outbox::text FROM outbox";

  private static Riverside riverside;
  private static Registrar registrar;
  private static BrokerUsers users;

  @BeforeAll
  static void open() {
    riverside = Riverside.open();
    registrar = new Registrar(riverside.jdbi());
    users = new BrokerUsers(riverside.jdbi(), MasterSecret.parse(MasterSecret.random()));
  }

  @AfterAll
  static void close() {
    riverside.close();
  }

  @Test
  void whoHasAUserLosesItWhenTakenDown() {
    riverside.withGauge("gauge-down", "site-down");

    users.renew("gauge-down");
    assertTrue(users.has("gauge-down"));
    registrar.end("gauge-down", Instant.now());

    assertFalse(users.has("gauge-down"));
    assertEquals(List.of("grant gauge-down", "revoke gauge-down"), outgoing("gauge-down"));
  }

  @Test
  void whoHasNoneIsNotSpokenOf() {
    riverside.withGauge("gauge-silent", "site-silent");

    registrar.end("gauge-silent", Instant.now());

    assertEquals(List.of(), outgoing("gauge-silent"));
  }

  @Test
  void whoWillBeTakenDownIsLookedAtAgainThen() {
    riverside.withGauge("gauge-later", "site-later");
    users.renew("gauge-later");

    registrar.end("gauge-later", Instant.now().plus(Duration.ofDays(1)));

    assertTrue(users.has("gauge-later"));
    assertEquals(List.of("grant gauge-later", "end gauge-later"), outgoing("gauge-later"));
    users.end("gauge-later");
    assertTrue(users.has("gauge-later"));
  }

  @Test
  void whoIsMovedInOneTransactionKeepsIt() {
    riverside.withGauge("gauge-moved", "site-from").withGauge("gauge-other", "site-to");
    users.renew("gauge-moved");

    riverside
        .jdbi()
        .useTransaction(
            handle -> {
              handle.execute("UPDATE deployment SET ends_at = now() WHERE device = 'gauge-moved'");
              handle.execute(
                  "INSERT INTO deployment (device, site, starts_at) VALUES ('gauge-moved', 'site-to', now())");
            });

    assertTrue(users.has("gauge-moved"));
    assertEquals(List.of("grant gauge-moved"), outgoing("gauge-moved"));
  }

  @Test
  void whoIsAtNoSiteGetsNone() {
    riverside.withGauge("gauge-gone", "site-gone");
    registrar.end("gauge-gone", Instant.now());

    for (var device : List.of("gauge-gone", "gauge-unknown")) {
      var refusal = assertThrows(IllegalArgumentException.class, () -> users.renew(device));
      assertEquals(
          "no device “%s” is at a site: register it with device add first".formatted(device),
          refusal.getMessage());
    }
  }

  @Test
  void aPasswordIsNewEachTimeAndInNoTableAsItIs() {
    riverside.withGauge("gauge-hidden", "site-hidden");

    var first = users.renew("gauge-hidden");
    var second = users.renew("gauge-hidden");

    assertNotEquals(first.password(), second.password());
    assertFalse(first.toString().contains(first.password()));
    var tables =
        riverside.jdbi().withHandle(handle -> handle.createQuery(ALL).mapTo(String.class).list());
    assertFalse(tables.toString().contains(first.password()));
  }

  @Test
  void withoutASecretThereIsNoPassword() {
    riverside.withGauge("gauge-open", "site-open");
    var without = new BrokerUsers(riverside.jdbi(), Optional.empty());

    assertThrows(IllegalArgumentException.class, () -> without.renew("gauge-open"));

    assertFalse(users.has("gauge-open"));
  }

  private static List<String> outgoing(String device) {
    return riverside
        .jdbi()
        .withHandle(
            handle ->
                handle.createQuery(OUTGOING).bind("device", device).mapTo(String.class).list());
  }
}
