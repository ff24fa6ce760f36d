package pilotfeld.processing.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Optional;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.reading.Radio;
import pilotfeld.processing.reading.Radio.Reception;

/// How The Things Stack says that a frame was heard (`RxMetadata` and `TxSettings` of
/// TheThingsNetwork/lorawan-stack, `api/ttn/lorawan/v3/metadata.proto` and `lorawan.proto`): one
/// entry for each antenna of each gateway.
final class TheThingsRadio {

  private static final long UNSIGNED_INT_LIMIT = 0xFFFF_FFFFL;
  private static final int SPREADING_FACTOR_LIMIT = 12;

  private TheThingsRadio() {}

  static Radio of(JsonNode uplink) throws UnreadableException {
    var receptions = new ArrayList<Reception>();
    for (var entry : uplink.path("rx_metadata")) {
      receptions.add(
          Hearing.of(
              "rx_metadata[%d]".formatted(receptions.size()),
              gateway(entry).orElse(""),
              Json.number(entry, "rssi"),
              Json.number(entry, "snr")));
    }
    var settings = uplink.path("settings");
    var lora = settings.path("data_rate").path("lora");
    var spreadingFactor = (int) Json.integer(lora, "spreading_factor", 0, SPREADING_FACTOR_LIMIT);
    return new Radio(
        Optional.of(spreadingFactor).filter(factor -> factor > 0),
        (int) Json.integer(lora, "bandwidth", 0, Integer.MAX_VALUE),
        Json.integer(settings, "frequency", 0, UNSIGNED_INT_LIMIT),
        receptions);
  }

  // Every gateway of another network is called "packetbroker"; which it was stands beside.
  private static Optional<String> gateway(JsonNode entry) {
    var broker = entry.path("packet_broker");
    var ids = entry.path("gateway_ids");
    return Json.text(broker, "forwarder_gateway_eui")
        .or(() -> Json.text(broker, "forwarder_gateway_id"))
        .or(() -> Json.text(ids, "eui"))
        .or(() -> Json.text(ids, "gateway_id"))
        .or(() -> Json.text(entry.path("relay"), "device_id"))
        .map(name -> Eui.canonical(name).orElse(name));
  }
}
