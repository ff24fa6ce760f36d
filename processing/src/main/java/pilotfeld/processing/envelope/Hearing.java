package pilotfeld.processing.envelope;

import static pilotfeld.processing.envelope.UnreadableException.quoted;

import pilotfeld.processing.reading.Radio.Reception;

/// One gateway's hearing of a frame, as a network server may report it.
final class Hearing {

  // No radio gets near; what a `real` of the database cannot hold would spoil every view of it.
  private static final double LIMIT = 1000;

  private Hearing() {}

  /// @param place names the entry in an error, such as `rxInfo[0]`
  /// @throws UnreadableException if no gateway is named, or a level is none
  static Reception of(String place, String gateway, double rssi, double snr)
      throws UnreadableException {
    if (gateway.isEmpty()) {
      throw new UnreadableException(place + " names no gateway");
    }
    return new Reception(gateway, level(place + ".rssi", rssi), level(place + ".snr", snr));
  }

  private static double level(String field, double value) throws UnreadableException {
    if (Math.abs(value) <= LIMIT) {
      return value;
    }
    throw new UnreadableException(
        "%s is %s: a number from -1000 to 1000 belongs there"
            .formatted(field, quoted(Double.toString(value))));
  }
}
