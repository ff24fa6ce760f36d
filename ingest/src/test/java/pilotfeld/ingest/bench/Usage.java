package pilotfeld.ingest.bench;

import java.util.Map;
import java.util.TreeMap;

/// Seconds of processor time.
///
/// @param service with the processes of its codecs
/// @param paho of the service, in the threads of its MQTT client
/// @param database with all its processes
/// @param threads of the service, by what they are for, with its codec processes as one
record Usage(
    double service, double paho, double broker, double database, Map<String, Double> threads) {

  Usage since(Usage earlier) {
    var grown = new TreeMap<String, Double>();
    threads.forEach(
        (name, seconds) ->
            grown.put(name, Math.max(0, seconds - earlier.threads.getOrDefault(name, 0.0))));
    return new Usage(
        service - earlier.service,
        paho - earlier.paho,
        broker - earlier.broker,
        database - earlier.database,
        grown);
  }

  /// @param millions of readings that were stored meanwhile
  void perMillionReadings(Samples samples, String figure, double millions) {
    var unit = "CPU s / 10^6 readings";
    samples.add(figure + ".cpu.service", unit, service / millions);
    samples.add(figure + ".cpu.broker", unit, broker / millions);
    samples.add(figure + ".cpu.database", unit, database / millions);
    threads.forEach(
        (name, seconds) -> samples.add(figure + ".cpu.service." + name, unit, seconds / millions));
  }
}
