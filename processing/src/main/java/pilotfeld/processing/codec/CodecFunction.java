package pilotfeld.processing.codec;

/// A function of a codec, LoRa Alliance TS013. Downlinks are for proving codecs: nothing is sent.
public enum CodecFunction {
  DECODE_UPLINK("decodeUplink"),
  DECODE_DOWNLINK("decodeDownlink"),
  ENCODE_DOWNLINK("encodeDownlink");

  private final String javascript;

  CodecFunction(String javascript) {
    this.javascript = javascript;
  }

  String javascript() {
    return javascript;
  }
}
