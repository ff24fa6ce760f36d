package pilotfeld.ingest.demo.world;

/// Shapes that the places share.
final class Curve {

  private Curve() {}

  /// A daily peak: 1 at `centre`, fading to both sides within about two `width`s.
  static double peak(double hour, double centre, double width) {
    var distance = (hour - centre) / width;
    return Math.exp(-distance * distance);
  }

  /// A wave: 0 until it starts at 0, 1 at its crest at 1, then slowly back.
  static double wave(double age) {
    return age <= 0 ? 0 : age * Math.exp(1 - age);
  }

  /// Where a value that starts `from` and nears `goal` stands after so many minutes.
  static double towards(double goal, double from, double minutes, double paceMinutes) {
    return minutes <= 0 ? from : goal + (from - goal) * Math.exp(-minutes / paceMinutes);
  }
}
