package pilotfeld.ingest.demo.payload;

/// Dragino LSE01, soil moisture, temperature and conductivity.
public record Lse01(
    int batteryMillivolts, double moisturePercent, double celsius, int microsiemensPerCentimetre)
    implements Payload {

  private static final int NO_EXTERNAL_PROBE = 0;
  private static final int SENSOR_FOUND = 1;

  @Override
  public int port() {
    return 2;
  }

  @Override
  public byte[] bytes() {
    return new Bytes()
        .two(batteryMillivolts)
        .two(NO_EXTERNAL_PROBE)
        .two((int) Math.round(100 * moisturePercent))
        .two(hundredths())
        .two(microsiemensPerCentimetre)
        .one(SENSOR_FOUND)
        .array();
  }

  // The manual counts below zero from FFFF, one off two's complement: FF7E is -1.29.
  private int hundredths() {
    var value = (int) Math.round(100 * celsius);
    return value < 0 ? 0xFFFF + value : value;
  }
}
