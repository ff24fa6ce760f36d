package pilotfeld.ingest.demo.radio;

/// A sensor as the radio sees it.
///
/// @param name tells its links from those of other sensors at the same place
public record Emitter(String name, Place place, Cover cover) {}
