package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.TestDatabase;
import pilotfeld.processing.secret.DeviceKeys;
import pilotfeld.processing.secret.MasterSecret;
import pilotfeld.processing.store.Database;
import pilotfeld.processing.store.DatabaseSettings;

/// `device key` of the packaged program.
class DeviceKeyCommandIT {

  private static final Pattern HEX = Pattern.compile("key in hex +([0-9a-f]+)");
  private static final String SECRET = MasterSecret.random();
  private static final DatabaseSettings DATABASE = TestDatabase.create();

  @BeforeAll
  static void register() {
    call(SECRET, "add gauge-1 --model pilotfeld-senml-level --pilot water --site hase-1").orFail();
  }

  /// The key that the command has shown.
  static byte[] key(String shown) {
    return HEX.matcher(shown)
        .results()
        .map(each -> HexFormat.of().parseHex(each.group(1)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theKeyThatIsShownIsTheOneThatTheServiceFinds() {
    var shown = call(SECRET, "key gauge-1").orFail();

    try (var database = Database.open(DATABASE)) {
      var secret = MasterSecret.parse(SECRET).orElseThrow();
      var found = new DeviceKeys(database.jdbi(), secret).find("gauge-1").orElseThrow();
      assertTrue(shown.startsWith("identity    gauge-1\n"), shown);
      assertTrue(shown.contains("key         " + found.key() + "\n"), shown);
      assertArrayEquals(found.key().getBytes(StandardCharsets.US_ASCII), key(shown));
    }
  }

  @Test
  void anUnknownDeviceIsNamed() {
    var call = call(SECRET, "key gauge-2");

    assertEquals(1, call.code());
    assertEquals(
        "no device “gauge-2” is registered: register it with device add first", call.errors());
  }

  @Test
  void withoutASecretThereIsNoKey() {
    var call = call("", "key gauge-1");

    assertEquals(1, call.code());
    assertTrue(call.errors().startsWith("PILOTFELD_SECRET_KEY is not set"), call.errors());
  }

  private static Call call(String secret, String arguments) {
    return Program.on(DATABASE)
        .with("PILOTFELD_SECRET_KEY", secret)
        .call(("device " + arguments).split(" "));
  }
}
