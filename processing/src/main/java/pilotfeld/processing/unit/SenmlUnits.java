package pilotfeld.processing.unit;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/// What SenML's units are called in UCUM: the registry of RFC 8428 with the secondary units of RFC
/// 8798. Those without a UCUM unit, such as `NTU`, `Bspl` or `dBm`, are not there.
public final class SenmlUnits {

  private static final Map<String, String> CODES =
      Map.ofEntries(
          entry("m", "m"),
          entry("kg", "kg"),
          entry("g", "g"),
          entry("s", "s"),
          entry("A", "A"),
          entry("K", "K"),
          entry("cd", "cd"),
          entry("mol", "mol"),
          entry("Hz", "Hz"),
          entry("rad", "rad"),
          entry("sr", "sr"),
          entry("N", "N"),
          entry("Pa", "Pa"),
          entry("J", "J"),
          entry("W", "W"),
          entry("C", "C"),
          entry("V", "V"),
          entry("F", "F"),
          entry("Ohm", "Ohm"),
          entry("S", "S"),
          entry("Wb", "Wb"),
          entry("T", "T"),
          entry("H", "H"),
          entry("Cel", "Cel"),
          entry("lm", "lm"),
          entry("lx", "lx"),
          entry("Bq", "Bq"),
          entry("Gy", "Gy"),
          entry("Sv", "Sv"),
          entry("kat", "kat"),
          entry("m2", "m2"),
          entry("m3", "m3"),
          entry("l", "l"),
          entry("m/s", "m/s"),
          entry("m/s2", "m/s2"),
          entry("m3/s", "m3/s"),
          entry("l/s", "l/s"),
          entry("W/m2", "W/m2"),
          entry("cd/m2", "cd/m2"),
          entry("bit", "bit"),
          entry("bit/s", "bit/s"),
          entry("lat", "deg"),
          entry("lon", "deg"),
          entry("pH", "[pH]"),
          entry("dB", "dB"),
          entry("dBW", "dB[W]"),
          entry("count", "1"),
          entry("/", "1"),
          entry("%", "%"),
          entry("%RH", "%"),
          entry("%EL", "%"),
          entry("EL", "s"),
          entry("1/s", "/s"),
          entry("1/min", "/min"),
          entry("beat/min", "/min"),
          entry("beats", "1"),
          entry("S/m", "S/m"),
          entry("B", "By"),
          entry("VA", "V.A"),
          entry("VAs", "V.A.s"),
          entry("J/m", "J/m"),
          entry("kg/m3", "kg/m3"),
          entry("deg", "deg"),
          entry("ms", "ms"),
          entry("min", "min"),
          entry("h", "h"),
          entry("MHz", "MHz"),
          entry("kW", "kW"),
          entry("kVA", "kV.A"),
          entry("Ah", "A.h"),
          entry("Wh", "W.h"),
          entry("kWh", "kW.h"),
          entry("kVAh", "kV.A.h"),
          entry("Wh/km", "W.h/km"),
          entry("KiB", "KiBy"),
          entry("GB", "GBy"),
          entry("Mbit/s", "Mbit/s"),
          entry("B/s", "By/s"),
          entry("MB/s", "MBy/s"),
          entry("mV", "mV"),
          entry("mA", "mA"),
          entry("ug/m3", "ug/m3"),
          entry("mm/h", "mm/h"),
          entry("m/h", "m/h"),
          entry("ppm", "[ppm]"),
          entry("/100", "%"),
          entry("/1000", "[ppth]"),
          entry("hPa", "hPa"),
          entry("mm", "mm"),
          entry("cm", "cm"),
          entry("km", "km"),
          entry("km/h", "km/h"));

  private SenmlUnits() {}

  /// The UCUM code; empty if SenML has no such unit, or UCUM has none for it.
  public static Optional<String> ucum(String unit) {
    return Optional.ofNullable(CODES.get(unit));
  }

  /// All that have one.
  static Map<String, String> all() {
    return CODES;
  }
}
