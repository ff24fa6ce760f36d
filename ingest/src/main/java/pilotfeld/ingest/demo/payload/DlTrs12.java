package pilotfeld.ingest.demo.payload;

/// Decentlab DL-TRS12, soil moisture, temperature and conductivity.
///
/// @param moisture cubic metres of water in a cubic metre of soil
public record DlTrs12(
    int deviceId,
    double moisture,
    double celsius,
    int microsiemensPerCentimetre,
    int batteryMillivolts)
    implements Payload {

  @Override
  public int port() {
    return 1;
  }

  @Override
  public byte[] bytes() {
    return new Bytes()
        .one(2)
        .two(deviceId)
        .two(3)
        .two(count())
        .two(32_768 + (int) Math.round(10 * celsius))
        .two(microsiemensPerCentimetre)
        .two(batteryMillivolts)
        .array();
  }

  // The sensor's own line for mineral soils: moisture = 3.879e-4 count - 0.6956; the count is sent
  // times ten.
  private int count() {
    return (int) Math.round(10 * (moisture + 0.6956) / 3.879e-4);
  }
}
