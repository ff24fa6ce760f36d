package pilotfeld.ingest.demo.payload;

import java.util.HexFormat;

/// A report of a Milesight device: entries of channel, type and value, the low byte first.
public final class Milesight implements Payload {

  private static final int FIRST_PHASE = 0x04;

  private final Bytes bytes = new Bytes();

  /// What every model says of itself after it has joined.
  public Milesight about(long serial) {
    bytes.all(HexFormat.of().parseHex("ff0bffff0101ff16"));
    bytes.all(HexFormat.of().parseHex(HexFormat.of().toHexDigits(serial)));
    bytes.all(HexFormat.of().parseHex("ff090100ff0a0101ff0f00ffff0101"));
    return this;
  }

  /// Every model but the current transformer CT305, which has no battery.
  public Milesight battery(int percent) {
    bytes.one(0x01).one(0x75).one(percent);
    return this;
  }

  /// EM500-PT100 and EM300-ZLD.
  public Milesight temperature(double celsius) {
    return celsius(0x03, celsius);
  }

  /// EM300-ZLD.
  public Milesight humidity(double percent) {
    bytes.one(0x04).one(0x68).one((int) Math.round(2 * percent));
    return this;
  }

  /// EM300-ZLD.
  public Milesight leak(boolean isWet) {
    bytes.one(0x05).one(0x00).one(isWet ? 1 : 0);
    return this;
  }

  /// EM500-SWL.
  public Milesight level(int centimetres) {
    bytes.one(0x03).one(0x77).twoLittle(centimetres);
    return this;
  }

  /// CT305, phase 1 to 3.
  public Milesight current(int phase, double amperes) {
    bytes.one(FIRST_PHASE + 2 * (phase - 1)).one(0x99).twoLittle((int) Math.round(10 * amperes));
    return this;
  }

  /// CT305's own thermometer.
  public Milesight cabinetTemperature(double celsius) {
    return celsius(0x09, celsius);
  }

  @Override
  public int port() {
    return 85;
  }

  @Override
  public byte[] bytes() {
    return bytes.array();
  }

  private Milesight celsius(int channel, double celsius) {
    bytes.one(channel).one(0x67).twoLittle((int) Math.round(10 * celsius));
    return this;
  }
}
