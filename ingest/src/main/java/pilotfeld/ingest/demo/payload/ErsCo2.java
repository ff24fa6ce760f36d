package pilotfeld.ingest.demo.payload;

/// Elsys ERS CO2, the air of a room.
///
/// @param motion movements since the last report, up to 255
public record ErsCo2(
    double celsius,
    int humidityPercent,
    int lux,
    int motion,
    int carbonDioxidePpm,
    int batteryMillivolts)
    implements Payload {

  @Override
  public int port() {
    return 5;
  }

  @Override
  public byte[] bytes() {
    return new Bytes()
        .one(0x01)
        .two((int) Math.round(10 * celsius))
        .one(0x02)
        .one(humidityPercent)
        .one(0x04)
        .two(lux)
        .one(0x05)
        .one(motion)
        .one(0x06)
        .two(carbonDioxidePpm)
        .one(0x07)
        .two(batteryMillivolts)
        .array();
  }
}
