package pilotfeld.ingest.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static pilotfeld.ingest.service.Variables.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.ingest.hook.HookSettings.Hook;

/// What is set of webhooks.
class HookSourcesTest {

  private static final String SECRET = "4f1c2d9b7a6e5f3c0b8d1a2e4c6f8091";

  @Test
  void hooksAreNamedAndEachHasItsSecretFromAFileOrAVariable(@TempDir Path folder)
      throws IOException {
    var file = Files.writeString(folder.resolve("secret"), SECRET + "\n");

    var hooks =
        Settings.from(
                Map.of(
                    "PILOTFELD_HOOK_SOURCES",
                    "tts thing-park chirpstack",
                    "PILOTFELD_HOOK_TTS_SECRET",
                    SECRET,
                    "PILOTFELD_HOOK_THING_PARK_SECRET_FILE",
                    file.toString(),
                    "PILOTFELD_HOOK_CHIRPSTACK_SECRET",
                    SECRET,
                    "PILOTFELD_HOOK_PORT",
                    "8099"))
            .hooks();

    assertEquals("127.0.0.1", hooks.address().getHostString());
    assertEquals(8099, hooks.address().getPort());
    assertEquals(
        List.of("tts", "thing-park", "chirpstack"),
        hooks.hooks().stream().map(Hook::source).toList());
    assertFalse(hooks.toString().contains(SECRET));
  }

  @Test
  void aHookWithoutAGoodSecretIsNamedAndTheSecretIsNot() {
    assertEquals(
        List.of(
            "PILOTFELD_HOOK_A_SECRET is not set: the hook “a” needs one, such as openssl rand -hex 24 gives",
            "PILOTFELD_HOOK_B_SECRET is not 22 to 128 letters, digits, hyphens and _, such as openssl rand -hex 24 gives",
            "PILOTFELD_HOOK_C_SECRET is no setting; the README lists them; that of a hook needs its name in PILOTFELD_HOOK_SOURCES",
            "PILOTFELD_HOOK_SOURCES has “coap”: a setting or CoAP has this name; choose another one"),
        faults(
            Map.of(
                "PILOTFELD_HOOK_SOURCES",
                "a b coap",
                "PILOTFELD_HOOK_B_SECRET",
                "too-short-by-a-letter",
                "PILOTFELD_HOOK_C_SECRET",
                SECRET,
                "PILOTFELD_HOOK_COAP_SECRET",
                SECRET)));
  }
}
