package pilotfeld.processing.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.secret.Rotation.Rotated;

/// More devices than are taken in one step.
class RotationIT {

  private static final int DEVICES = 1_001;
  private static final String MANY =
      """
      INSERT INTO device (id, model) SELECT 'gauge-' || n, 'pilotfeld-senml-level' FROM generate_series(1, :devices) n
      """;

  private final MasterSecret former = secret();
  private final MasterSecret secret = secret();
  private final MasterSecret both = secret.after(former);
  private Riverside riverside;

  @BeforeEach
  void sealManyKeys() {
    riverside = Riverside.open();
    riverside
        .jdbi()
        .useHandle(handle -> handle.createUpdate(MANY).bind("devices", DEVICES).execute());
    IntStream.rangeClosed(1, DEVICES).forEach(number -> keys(former).renew("gauge-" + number));
  }

  @AfterEach
  void close() {
    riverside.close();
  }

  @Test
  void everyKeyIsAsItWasUnderTheNewSecretAlone() {
    var before = keys(former).find("gauge-1001").orElseThrow();
    keys(both).renew("gauge-1");

    assertEquals(new Rotated(DEVICES - 1, 1), rotate(both));

    assertEquals(Optional.of(before), keys(secret).find("gauge-1001"));
    assertTrue(keys(secret).find("gauge-1").isPresent());
    assertThrows(KeyUnavailable.class, () -> keys(former).find("gauge-1001"));
    assertEquals(new Rotated(0, DEVICES), rotate(both));
  }

  @Test
  void whileBothSecretsAreKnownEveryKeyIsFound() {
    var before = keys(former).find("gauge-7");

    assertEquals(before, keys(both).find("gauge-7"));
    rotate(both);
    assertEquals(before, keys(both).find("gauge-7"));
  }

  @Test
  void whatNeitherSecretOpensIsNamedAndNothingIsChanged() {
    var before = keys(former).find("gauge-7");
    keys(secret()).renew("gauge-8");

    var refusal = assertThrows(IllegalArgumentException.class, () -> rotate(both));

    assertTrue(
        refusal.getMessage().contains("coap_key.key_encrypted of gauge-8"), refusal::getMessage);
    assertEquals(before, keys(former).find("gauge-7"));
    assertThrows(KeyUnavailable.class, () -> keys(secret).find("gauge-7"));
  }

  private Rotated rotate(MasterSecret both) {
    return new Rotation(riverside.jdbi(), both, List.of(DeviceKeys.SEALED)).run();
  }

  private DeviceKeys keys(MasterSecret secret) {
    return new DeviceKeys(riverside.jdbi(), secret);
  }

  private static MasterSecret secret() {
    return MasterSecret.parse(MasterSecret.random()).orElseThrow();
  }
}
