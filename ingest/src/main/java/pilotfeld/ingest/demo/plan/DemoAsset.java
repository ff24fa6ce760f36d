package pilotfeld.ingest.demo.plan;

import pilotfeld.ingest.demo.radio.Place;

/// Something of the operator's that stands where it stands.
///
/// @param kind `transformer_station`, `river_gauge`, `gully`, `tree`, `heating_shaft` or
///   `classroom`
public record DemoAsset(String id, String kind, String name, Place place) {}
