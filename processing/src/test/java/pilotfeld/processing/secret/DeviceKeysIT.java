package pilotfeld.processing.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.Riverside;

/// Each test has a device of its own, on one database.
class DeviceKeysIT {

  private static Riverside riverside;
  private static DeviceKeys keys;

  @BeforeAll
  static void open() {
    riverside = Riverside.open();
    keys = new DeviceKeys(riverside.jdbi(), secret());
  }

  @AfterAll
  static void close() {
    riverside.close();
  }

  @Test
  void aKeyIsFoundUnderAnySpellingOfItsDevice() {
    register("70b3d57ba0000001");

    var made = keys.renew("70-B3-D5-7B-A0-00-00-01");

    assertEquals("70b3d57ba0000001", made.device());
    assertEquals(Optional.of(made), keys.find("70b3d57ba0000001"));
    assertEquals(Optional.of(made), keys.find("70B3D57BA0000001"));
  }

  @Test
  void aKeyHas128RandomBitsAndCanBeTyped() {
    register("gauge-typed");

    var key = keys.renew("gauge-typed").key();

    assertTrue(key.matches("[2-9a-zA-Z]{22}"), key);
    assertNotEquals(key, keys.renew("gauge-typed").key());
  }

  @Test
  void theTableHoldsNoKey() {
    register("gauge-hidden");

    var key = keys.renew("gauge-hidden");

    var row =
        riverside
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "SELECT encode(key_encrypted, 'hex') FROM coap_key WHERE device = 'gauge-hidden'")
                        .mapTo(String.class)
                        .one());
    assertFalse(row.contains(key.hex()), row);
    assertFalse(new String(HexFormat.of().parseHex(row)).contains(key.key()));
    assertFalse(key.toString().contains(key.key()), key.toString());
  }

  @Test
  void aRenewedKeyTakesThePlaceOfTheOldOne() {
    register("gauge-renewed");
    var old = keys.renew("gauge-renewed");

    var renewed = keys.renew("gauge-renewed");

    assertEquals(Optional.of(renewed), keys.find("gauge-renewed"));
    assertTrue(renewed.createdAt().isAfter(old.createdAt()));
    assertEquals(renewed.createdAt(), keys.createdAt().get("gauge-renewed"));
  }

  @Test
  void aDeviceThatIsNotRegisteredIsGivenNoKey() {
    assertEquals(
        "no device “nobody” is registered: register it with device add first",
        assertThrows(IllegalArgumentException.class, () -> keys.renew("nobody")).getMessage());
    assertEquals(Optional.empty(), keys.find("nobody"));
    assertEquals(Optional.empty(), keys.find("no name \u0000 at all"));
  }

  @Test
  void aKeyThatAnotherSecretSealedIsNamedAsSuch() {
    register("gauge-foreign");
    keys.renew("gauge-foreign");

    var failure =
        assertThrows(
            KeyUnavailable.class,
            () -> new DeviceKeys(riverside.jdbi(), secret()).find("gauge-foreign"));

    assertTrue(failure.getMessage().contains("PILOTFELD_SECRET_KEY"), failure.getMessage());
  }

  @Test
  void aKeyThatWasMovedToAnotherDeviceIsNoKeyOfIt() {
    register("gauge-robbed");
    register("gauge-thief");
    keys.renew("gauge-robbed");
    keys.renew("gauge-thief");
    riverside
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE coap_key SET key_encrypted = (SELECT key_encrypted FROM coap_key WHERE device = 'gauge-robbed') WHERE device = 'gauge-thief'"));

    assertThrows(KeyUnavailable.class, () -> keys.find("gauge-thief"));
  }

  @Test
  void aDatabaseThatIsAwayIsNamedAsSuch() {
    var nowhere = new DeviceKeys(Jdbi.create("jdbc:postgresql://127.0.0.1:1/none"), secret());

    var failure = assertThrows(KeyUnavailable.class, () -> nowhere.find("gauge-1"));

    assertTrue(
        failure.getMessage().startsWith("the database does not give the key"),
        failure.getMessage());
  }

  private static MasterSecret secret() {
    return MasterSecret.parse(MasterSecret.random()).orElseThrow();
  }

  private static void register(String device) {
    riverside.withGauge(device, "at-" + device);
  }
}
