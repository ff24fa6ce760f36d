package pilotfeld.processing.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pilotfeld.processing.codec.Decoded.Data;
import pilotfeld.processing.codec.Decoded.Failed;

class CayenneLppTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          03 00 01                         | {"digital_in_3": 1.0}
          04 01 64                         | {"digital_out_4": 100.0}
          05 02 FF9C                       | {"analog_in_5": -1.0}
          06 03 007B                       | {"analog_out_6": 1.23}
          01 64 FFFFFFFF                   | {"generic_sensor_1": 4294967295.0}
          01 65 FFFF                       | {"luminosity_1": 65535.0}
          01 66 01                         | {"presence_1": 1.0}
          01 67 FFD7                       | {"temperature_1": -4.1}
          01 68 7B                         | {"relative_humidity_1": 61.5}
          06 71 04D2FB2E0000               | {"accelerometer_6": {"x": 1.234, "y": -1.234, "z": 0.0}}
          01 73 2794                       | {"barometric_pressure_1": 1013.2}
          01 74 8CA0                       | {"voltage_1": 360.0}
          01 75 03E9                       | {"current_1": 1.001}
          01 76 33BCA100                   | {"frequency_1": 868000000.0}
          01 78 64                         | {"percentage_1": 100.0}
          01 79 FFFE                       | {"altitude_1": -2.0}
          01 7D 0320                       | {"concentration_1": 800.0}
          01 80 FFFF                       | {"power_1": 65535.0}
          01 82 000004D2                   | {"distance_1": 1.234}
          01 83 000F4241                   | {"energy_1": 1000.001}
          01 84 010E                       | {"direction_1": 270.0}
          01 85 6A5B3C00                   | {"unix_time_1": 1784364032.0}
          06 86 00640000FF9C               | {"gyrometer_6": {"x": 1.0, "y": 0.0, "z": -1.0}}
          01 87 FF8000                     | {"colour_1": {"red": 255.0, "green": 128.0, "blue": 0.0}}
          01 88 07FA54013AD8FFFC18         | {"gps_1": {"latitude": 52.2836, "longitude": 8.0600, "altitude": -10.0}}
          FF 8E 01                         | {"switch_255": 1.0}
          03 67 0110 05 67 00FF            | {"temperature_3": 27.2, "temperature_5": 25.5}
          """)
  void everyTypeIsReadInItsScale(String hex, String expected) throws JsonProcessingException {
    assertEquals(new Data(JSON.readTree(expected), List.of()), decode(hex));
  }

  @ParameterizedTest
  @CsvSource({
    "03 67 0110 05 FE 00FF, type 254 at byte 5 is unknown",
    "03 67 0110 05 67 00, 'type 103 at byte 5 needs 2 bytes, 1 left'",
    "03 67 0110 05, channel 5 at byte 4 has no type",
  })
  void whatComesBeforeAFaultIsKeptWithAWarning(String hex, String fault) {
    var data = assertInstanceOf(Data.class, decode(hex));

    assertEquals(27.2, data.data().path("temperature_3").asDouble());
    assertEquals(List.of(fault + ": the rest of the payload is not read"), data.warnings());
  }

  @Test
  void aPayloadOfWhichNothingCanBeReadFails() {
    assertEquals(new Failed("payload is empty"), decode(""));
    assertEquals(new Failed("type 254 at byte 1 is unknown"), decode("01FE00"));
  }

  private static Decoded decode(String hex) {
    return CayenneLpp.decode(HexFormat.of().parseHex(hex.replace(" ", "")));
  }
}
