package pilotfeld.ingest.demo.payload;

/// Decentlab DL-MBX, ultrasonic distance. Without a single valid sample the sensor's block is left
/// out.
///
/// @param validSamples of the 15 that one report takes
public record DlMbx(int deviceId, int distanceMillimetres, int validSamples, int batteryMillivolts)
    implements Payload {

  @Override
  public int port() {
    return 1;
  }

  @Override
  public byte[] bytes() {
    var bytes = new Bytes().one(2).two(deviceId);
    if (validSamples == 0) {
      return bytes.two(2).two(batteryMillivolts).array();
    }
    return bytes.two(3).two(distanceMillimetres).two(validSamples).two(batteryMillivolts).array();
  }
}
