package pilotfeld.ingest.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static pilotfeld.ingest.service.Variables.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.processing.network.NetworkSettings.Kind;

class NetworkSourcesTest {

  private static final String UUID = "52f14cd4-c6f1-4fbd-8f87-4025e1d49242";
  private static final String KEY = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9";
  private static final Map<String, String> CHIRPSTACK =
      Map.of(
          "PILOTFELD_NETWORK_SERVERS", "chirpstack",
          "PILOTFELD_NETWORK_CHIRPSTACK_URL", "https://lora.example:8443",
          "PILOTFELD_NETWORK_CHIRPSTACK_API_KEY", KEY,
          "PILOTFELD_NETWORK_CHIRPSTACK_APPLICATION", UUID,
          "PILOTFELD_NETWORK_CHIRPSTACK_TENANT", UUID);

  @Test
  void aServerIsReadWithItsProfilesAndItsKeyIsShownNowhere(@TempDir Path folder)
      throws IOException {
    var file = Files.writeString(folder.resolve("key"), KEY + "\n");
    var environment = new HashMap<>(CHIRPSTACK);
    environment.remove("PILOTFELD_NETWORK_CHIRPSTACK_API_KEY");
    environment.put("PILOTFELD_NETWORK_CHIRPSTACK_API_KEY_FILE", file.toString());
    environment.put(
        "PILOTFELD_NETWORK_CHIRPSTACK_PROFILES", "decentlab-dl-mbx=level other=" + UUID);
    environment.put("PILOTFELD_NETWORK_CHIRPSTACK_PILOTS", "water trees");

    var settings = Settings.from(environment);

    var server = settings.networks().getFirst();
    assertEquals(Kind.CHIRPSTACK, server.kind());
    assertEquals(KEY, server.apiKey());
    assertEquals(Map.of("decentlab-dl-mbx", "level", "other", UUID), server.profiles());
    assertEquals(Set.of("water", "trees"), server.pilots());
    assertFalse(settings.toString().contains(KEY));
  }

  @Test
  void keysOfDevicesGoNowhereWithoutTlsUnlessSomebodySaysSo() {
    var plain = with("PILOTFELD_NETWORK_CHIRPSTACK_URL", "http://lora.example:8080");

    assertEquals(
        List.of(
            "PILOTFELD_NETWORK_CHIRPSTACK_URL begins with http://: keys of devices go there, so make it https://, or set PILOTFELD_NETWORK_CHIRPSTACK_PLAIN=anywhere where the network keeps strangers out"),
        faults(plain));
    plain.put("PILOTFELD_NETWORK_CHIRPSTACK_PLAIN", "anywhere");
    assertEquals(1, Settings.from(plain).networks().size());
    var loopback = with("PILOTFELD_NETWORK_CHIRPSTACK_URL", "http://127.0.0.1:8080");
    assertEquals(1, Settings.from(loopback).networks().size());
  }

  @Test
  void everythingThatIsWrongIsNamed() {
    assertEquals(
        List.of(
            "PILOTFELD_NETWORK_CHIRPSTACK_API_KEY (or API_KEY_FILE) must be the key that the network server gave out",
            "PILOTFELD_NETWORK_CHIRPSTACK_APPLICATION must be the UUID of the application in which devices are to be",
            "PILOTFELD_NETWORK_CHIRPSTACK_CA_FILE is “/nowhere/ca.crt”: there is no such file that can be read",
            "PILOTFELD_NETWORK_CHIRPSTACK_PROFILES has “a-model”: <model>=<profile> belongs there",
            "PILOTFELD_NETWORK_CHIRPSTACK_TENANT must be the UUID of the tenant whose device profiles are used",
            "PILOTFELD_NETWORK_CHIRPSTACK_URL must be the address of its API, https://host or https://host:port"),
        faults(
            new HashMap<>(
                Map.of(
                    "PILOTFELD_NETWORK_SERVERS", "chirpstack",
                    "PILOTFELD_NETWORK_CHIRPSTACK_URL", "https://somebody:secret@lora.example",
                    "PILOTFELD_NETWORK_CHIRPSTACK_APPLICATION", "pilots",
                    "PILOTFELD_NETWORK_CHIRPSTACK_CA_FILE", "/nowhere/ca.crt",
                    "PILOTFELD_NETWORK_CHIRPSTACK_PROFILES", "a-model"))));
  }

  @Test
  void twoServersShareOutThePilots() {
    var both = with("PILOTFELD_NETWORK_SERVERS", "chirpstack tts");
    both.put("PILOTFELD_NETWORK_TTS_URL", "https://eu1.cloud.thethings.network");
    both.put("PILOTFELD_NETWORK_TTS_API_KEY", KEY);
    both.put("PILOTFELD_NETWORK_TTS_APPLICATION", "pilots");

    assertEquals(
        List.of(
            "PILOTFELD_NETWORK_CHIRPSTACK_PILOTS is not set, nor is PILOTFELD_NETWORK_TTS_PILOTS: only one network server can have the devices of all other pilots"),
        faults(both));
    both.put("PILOTFELD_NETWORK_TTS_PILOTS", "trees");
    assertEquals(Kind.TTS, Settings.from(both).networks().getLast().kind());
    both.put("PILOTFELD_NETWORK_CHIRPSTACK_PILOTS", "water trees");
    assertEquals(
        List.of(
            "PILOTFELD_NETWORK_TTS_PILOTS has “trees” as another network server: its devices can be at one only"),
        faults(both));
  }

  @Test
  void aSettingOfAServerThatIsNotNamedIsAFault() {
    assertEquals(
        List.of(
            "PILOTFELD_NETWORK_OTHER_URL is no setting; the README lists them; those of a network server need its name in PILOTFELD_NETWORK_SERVERS"),
        faults(with("PILOTFELD_NETWORK_OTHER_URL", "https://lora.example")));
  }

  @Test
  void workOrdersGoWhereTheyAreSignedAndNotInTheClear() {
    assertEquals(
        List.of(
            "PILOTFELD_WORK_ORDER_SECRET must be whsec_ and 24 to 64 bytes in base64, such as whsec_$(openssl rand -base64 32)"),
        faults(Map.of("PILOTFELD_WORK_ORDER_URL", "https://orders.example/in")));
    assertEquals(
        List.of(
            "PILOTFELD_WORK_ORDER_URL must be https://host/path, or http:// on this machine: where sensors are goes there"),
        faults(Map.of("PILOTFELD_WORK_ORDER_URL", "http://orders.example/in")));
    var settings =
        Settings.from(
            Map.of(
                "PILOTFELD_WORK_ORDER_URL", "http://127.0.0.1:9000/in?tenant=swo",
                "PILOTFELD_WORK_ORDER_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    assertEquals(9000, settings.workOrders().orElseThrow().url().getPort());
    assertFalse(settings.toString().contains("MfKQ"));
  }

  private static HashMap<String, String> with(String variable, String value) {
    var environment = new HashMap<>(CHIRPSTACK);
    environment.put(variable, value);
    return environment;
  }
}
