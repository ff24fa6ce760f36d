package pilotfeld.processing.network;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pilotfeld.processing.delivery.AppKey;
import pilotfeld.processing.delivery.Delivered;
import pilotfeld.processing.delivery.DeliveryImport;
import pilotfeld.processing.fixture.ChirpstackStandIn;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.fixture.ThingsStackStandIn;
import pilotfeld.processing.network.NetworkSettings.Kind;
import pilotfeld.processing.secret.MasterSecret;

/// Settings and devices of these tests.
final class Landscape {

  static final String DEVICE = "70b3d57ba0000001";
  static final String JOIN_EUI = "24e124c0002a0001";
  static final AppKey KEY = new AppKey("2b7e151628aed2a6abf7158809cf4f3c");
  static final AppKey OTHER_KEY = new AppKey("000102030405060708090a0b0c0d0e0f");

  private Landscape() {}

  static NetworkSettings chirpstack(String url, String apiKey) {
    return new NetworkSettings(
        "chirpstack",
        "PILOTFELD_NETWORK_CHIRPSTACK_",
        Kind.CHIRPSTACK,
        URI.create(url),
        apiKey,
        ChirpstackStandIn.APPLICATION,
        Optional.of(ChirpstackStandIn.TENANT),
        Optional.empty(),
        Map.of(),
        Set.of(),
        "");
  }

  static NetworkSettings things(String url, String apiKey, Set<String> pilots) {
    return new NetworkSettings(
        "tts",
        "PILOTFELD_NETWORK_TTS_",
        Kind.TTS,
        URI.create(url),
        apiKey,
        ThingsStackStandIn.APPLICATION,
        Optional.empty(),
        Optional.empty(),
        Map.of("dragino-lse01", "1.0.2"),
        pilots,
        "EU_863_870_TTN");
  }

  static Wanted wanted() {
    return wanted(Optional.of(KEY));
  }

  static Wanted wanted(Optional<AppKey> key) {
    return new Wanted(DEVICE, Optional.of(JOIN_EUI), key, Riverside.GAUGE_MODEL, "water", "hase-1");
  }

  /// Takes a device's key in, as a delivery list does.
  static void deliver(Riverside riverside, MasterSecret secret, String devEui, AppKey key) {
    var delivered =
        new Delivered(
            1, devEui, Optional.of(JOIN_EUI), Optional.of(key), Optional.empty(), Optional.empty());
    new DeliveryImport(riverside.jdbi(), Optional.of(secret))
        .run(List.of(delivered), new DeliveryImport.Way(Optional.empty(), true, false));
  }
}
