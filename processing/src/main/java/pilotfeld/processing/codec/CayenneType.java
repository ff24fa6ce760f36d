package pilotfeld.processing.codec;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pilotfeld.processing.codec.CayenneType.Part;

/// A type of value in Cayenne LPP; its code is that of the IPSO object less 3200. Names of the
/// first twelve are those of The Things Stack.
///
/// @param name of the field, before the channel
/// @param parts one without a name, or several with
record CayenneType(int code, String name, List<Part> parts) {

  private static final Map<Integer, CayenneType> BY_CODE =
      List.of(
              unsigned(0, "digital_in", 1, 1),
              unsigned(1, "digital_out", 1, 1),
              signed(2, "analog_in", 2, 100),
              signed(3, "analog_out", 2, 100),
              unsigned(100, "generic_sensor", 4, 1),
              unsigned(101, "luminosity", 2, 1),
              unsigned(102, "presence", 1, 1),
              signed(103, "temperature", 2, 10),
              unsigned(104, "relative_humidity", 1, 2),
              several(113, "accelerometer", signedParts(2, 1000, "x", "y", "z")),
              unsigned(115, "barometric_pressure", 2, 10),
              unsigned(116, "voltage", 2, 100),
              unsigned(117, "current", 2, 1000),
              unsigned(118, "frequency", 4, 1),
              unsigned(120, "percentage", 1, 1),
              signed(121, "altitude", 2, 1),
              unsigned(125, "concentration", 2, 1),
              unsigned(128, "power", 2, 1),
              unsigned(130, "distance", 4, 1000),
              unsigned(131, "energy", 4, 1000),
              unsigned(132, "direction", 2, 1),
              unsigned(133, "unix_time", 4, 1),
              several(134, "gyrometer", signedParts(2, 100, "x", "y", "z")),
              several(135, "colour", unsignedParts("red", "green", "blue")),
              several(
                  136,
                  "gps",
                  List.of(
                      new Part("latitude", 3, true, 10_000),
                      new Part("longitude", 3, true, 10_000),
                      new Part("altitude", 3, true, 100))),
              unsigned(142, "switch", 1, 1))
          .stream()
          .collect(toUnmodifiableMap(CayenneType::code, each -> each));

  /// One number of a value: so many bytes, big-endian, divided.
  record Part(String name, int width, boolean signed, int divisor) {}

  /// Empty if it is unknown, and so also how long its value is.
  static Optional<CayenneType> of(int code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /// Bytes of a value.
  int width() {
    return parts.stream().mapToInt(Part::width).sum();
  }

  private static CayenneType unsigned(int code, String name, int width, int divisor) {
    return several(code, name, List.of(new Part("", width, false, divisor)));
  }

  private static CayenneType signed(int code, String name, int width, int divisor) {
    return several(code, name, List.of(new Part("", width, true, divisor)));
  }

  private static CayenneType several(int code, String name, List<Part> parts) {
    return new CayenneType(code, name, parts);
  }

  private static List<Part> signedParts(int width, int divisor, String... names) {
    return Arrays.stream(names).map(name -> new Part(name, width, true, divisor)).toList();
  }

  private static List<Part> unsignedParts(String... names) {
    return Arrays.stream(names).map(name -> new Part(name, 1, false, 1)).toList();
  }
}
