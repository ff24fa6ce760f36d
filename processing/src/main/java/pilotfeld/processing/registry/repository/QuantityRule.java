package pilotfeld.processing.registry.repository;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import pilotfeld.processing.reading.SeriesKey.SubjectKind;
import pilotfeld.processing.registry.Quantities;
import pilotfeld.processing.unit.Units;

/// Which quantity a field may be, by the words of its name.
///
/// @param words a name must have one of each set
/// @param when what must hold of its values besides
/// @param unit what it is in where neither codec nor name say it
record QuantityRule(
    List<Set<String>> words,
    Predicate<DecodedField> when,
    String quantity,
    SubjectKind of,
    Function<DecodedField, String> unit) {

  private static final Set<String> SOIL = Set.of("soil", "ground");
  private static final Set<String> TEMPERATURE = Set.of("temperature", "temp", "temperatures");
  private static final Set<String> MOISTURE =
      Set.of("moisture", "humidity", "hum", "humi", "water", "vwc");
  private static final Set<String> BATTERY = Set.of("battery", "bat", "batt", "vdd");
  private static final Set<String> VOLT = Set.of("voltage", "volt", "v", "mv", "vdd");
  private static final double LARGEST_BATTERY_VOLTAGE = 24;

  // What a device says of its settings, its radio and itself is no quantity.
  private static final Set<String> NO_QUANTITY =
      Set.of(
          "threshold",
          "limit",
          "target",
          "calibration",
          "interval",
          "period",
          "version",
          "serial",
          "type",
          "model",
          "index",
          "id",
          "protocol",
          "timestamp",
          "time",
          "date",
          "flag",
          "alarm",
          "rssi",
          "snr",
          "port",
          "status",
          "error",
          "ratio",
          "duration",
          "mode");

  // The first that fits is taken: those with more words come first.
  private static final List<QuantityRule> RULES =
      List.of(
          site("soil_temperature", SOIL, TEMPERATURE),
          site("soil_moisture", SOIL, MOISTURE),
          site("soil_moisture", Set.of("volumetric"), MOISTURE),
          site("soil_moisture", Set.of("moisture", "vwc")),
          site("wind_direction", Set.of("wind"), Set.of("direction", "dir")),
          site("wind_speed", Set.of("wind"), Set.of("speed")),
          site("water_level", Set.of("water", "liquid"), Set.of("level", "height", "depth")),
          site("leak", Set.of("leak", "leakage", "flood")),
          battery(List.of(BATTERY, VOLT), _ -> true, "battery_voltage", QuantityRule::volts),
          battery(List.of(BATTERY), DecodedField::hasFractions, "battery_voltage", _ -> "V"),
          battery(List.of(BATTERY), _ -> true, "battery_level", _ -> "%"),
          site("temperature", TEMPERATURE),
          site("relative_humidity", Set.of("humidity", "hum", "humi")),
          site("co2", Set.of("co2")),
          site("pressure", Set.of("pressure", "barometer", "barometric")),
          site("illuminance", Set.of("light", "lux", "illumination", "illuminance", "brightness")),
          site("distance", Set.of("distance")),
          site("electrical_conductivity", Set.of("conductivity", "ec", "conduct")),
          site("occupancy", Set.of("occupancy", "occupied", "presence")),
          site("motion_count", Set.of("motion", "pir", "movement")),
          site("pulse_count", Set.of("pulse", "pulses")),
          site("precipitation", Set.of("rain", "rainfall", "precipitation")),
          site("sound_level", Set.of("sound", "noise", "laeq")),
          site("contact", Set.of("contact", "door", "magnet", "open")),
          site("current", Set.of("current")),
          site("energy", Set.of("energy")),
          site("power", Set.of("power")),
          site("voltage", Set.of("voltage", "volt")),
          site("weight", Set.of("weight")));

  // As codecs and the names of fields write them.
  private static final Map<String, String> WRITTEN_UNITS =
      Map.ofEntries(
          Map.entry("°c", "Cel"),
          Map.entry("℃", "Cel"),
          Map.entry("c", "Cel"),
          Map.entry("celsius", "Cel"),
          Map.entry("°f", "[degF]"),
          Map.entry("µs⋅cm⁻¹", "uS/cm"),
          Map.entry("µs/cm", "uS/cm"),
          Map.entry("m³⋅m⁻³", "m3/m3"),
          Map.entry("ppm", "[ppm]"),
          Map.entry("percent", "%"),
          Map.entry("percentage", "%"),
          Map.entry("%rh", "%"),
          Map.entry("lux", "lx"),
          Map.entry("mm", "mm"),
          Map.entry("cm", "cm"),
          Map.entry("mv", "mV"),
          Map.entry("ma", "mA"),
          Map.entry("hpa", "hPa"),
          Map.entry("kpa", "kPa"),
          Map.entry("kmph", "km/h"));

  private static QuantityRule site(String quantity, Set<String> word) {
    return site(quantity, List.of(word));
  }

  private static QuantityRule site(String quantity, Set<String> word, Set<String> another) {
    return site(quantity, List.of(word, another));
  }

  private static QuantityRule site(String quantity, List<Set<String>> words) {
    return new QuantityRule(
        words, _ -> true, quantity, SubjectKind.SITE, _ -> Quantities.unit(quantity).orElseThrow());
  }

  private static QuantityRule battery(
      List<Set<String>> words,
      Predicate<DecodedField> when,
      String quantity,
      Function<DecodedField, String> unit) {
    return new QuantityRule(words, when, quantity, SubjectKind.DEVICE, unit);
  }

  private static String volts(DecodedField field) {
    return field.largest() > LARGEST_BATTERY_VOLTAGE ? "mV" : "V";
  }

  /// The first rule that a field fits; empty if it is nothing that is known here.
  static Optional<QuantityRule> of(DecodedField field) {
    var words = field.words();
    return words.stream().anyMatch(NO_QUANTITY::contains)
        ? Optional.empty()
        : RULES.stream().filter(rule -> rule.fits(words) && rule.when.test(field)).findFirst();
  }

  private boolean fits(List<String> name) {
    return words.stream().allMatch(set -> name.stream().anyMatch(set::contains));
  }

  /// The unit of a field: as the codec or the name says it, where that converts to the quantity's.
  String unitOf(DecodedField field) {
    return field
        .unit()
        .flatMap(this::code)
        .or(() -> field.words().stream().flatMap(word -> code(word).stream()).findFirst())
        .orElseGet(() -> unit.apply(field));
  }

  private Optional<String> code(String written) {
    var kept = Quantities.unit(quantity).orElseThrow();
    return Optional.of(WRITTEN_UNITS.getOrDefault(written.toLowerCase(Locale.ROOT), written))
        .filter(code -> Units.faultOf(code).isEmpty())
        .filter(code -> Units.conversion(code, kept).isPresent());
  }
}
