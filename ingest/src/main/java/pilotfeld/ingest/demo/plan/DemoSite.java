package pilotfeld.ingest.demo.plan;

import pilotfeld.ingest.demo.radio.Cover;
import pilotfeld.ingest.demo.radio.Place;

/// What is measured at an asset.
///
/// @param cover what the radio has to pass
/// @param isControl measured for comparison only: nobody acts on it
public record DemoSite(
    String id, String name, DemoPilot pilot, DemoAsset asset, Cover cover, boolean isControl) {

  /// A site is where its asset is.
  public Place place() {
    return asset.place();
  }
}
