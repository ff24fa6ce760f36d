package pilotfeld.processing.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.reading.Radio;
import pilotfeld.processing.reading.Radio.Reception;

/// How Firefly says that a frame was heard: `server_data`, and beside it spreading factor and
/// bandwidth, which `datr` has too (`SF7BW125`).
final class FireflyRadio {

  private static final int SPREADING_FACTOR_LIMIT = 12;
  private static final int KILOHERTZ_LIMIT = 2000;
  private static final int HERTZ = 1000;
  private static final Pattern DATA_RATE =
      Pattern.compile("SF(?<factor>[5-9]|1[0-2])BW(?<kilohertz>\\d{1,4})");

  private FireflyRadio() {}

  static Radio of(JsonNode packet) throws UnreadableException {
    var server = packet.path("server_data");
    var rate = DATA_RATE.matcher(server.path("datr").asText());
    var isLora = rate.matches();
    var factor =
        packet.hasNonNull("spreading_factor") || !isLora
            ? (int) Json.integer(packet, "spreading_factor", 0, SPREADING_FACTOR_LIMIT)
            : Integer.parseInt(rate.group("factor"));
    var kilohertz =
        packet.hasNonNull("bandwidth") || !isLora
            ? (int) Json.integer(packet, "bandwidth", 0, KILOHERTZ_LIMIT)
            : Integer.parseInt(rate.group("kilohertz"));
    return new Radio(
        Optional.of(factor).filter(each -> each > 0),
        kilohertz * HERTZ,
        Json.megahertz(server, "freq"),
        receptions(server));
  }

  private static List<Reception> receptions(JsonNode server) throws UnreadableException {
    var receptions = new ArrayList<Reception>();
    for (var entry : server.path("gwrx")) {
      var name = Json.text(entry, "gweui").orElse("");
      receptions.add(
          Hearing.of(
              "server_data.gwrx[%d]".formatted(receptions.size()),
              Eui.canonical(name).orElse(name),
              Json.numeral(entry, "rssi"),
              Json.numeral(entry, "lsnr")));
    }
    return receptions;
  }
}
