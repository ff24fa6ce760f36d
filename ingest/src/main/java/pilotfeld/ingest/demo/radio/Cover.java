package pilotfeld.ingest.demo.radio;

/// What stands between a sensor and the sky.
public enum Cover {
  OPEN(0, 2.2),
  /// The steel cabin of a transformer station.
  CABIN(7, 2.2),
  INDOOR(12, 2.5),
  /// A gully's iron grate, which is open in part.
  GRATE(13, 2.5),
  /// A shaft's cast-iron lid; a car above it makes it worse.
  CAST_IRON(27, 3.2);

  final double lossDecibel;
  final double fadingDecibel;

  Cover(double lossDecibel, double fadingDecibel) {
    this.lossDecibel = lossDecibel;
    this.fadingDecibel = fadingDecibel;
  }
}
