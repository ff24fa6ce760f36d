package pilotfeld.ingest.demo;

import pilotfeld.ingest.demo.payload.Payload;

/// Measures the world and says it in a device's own bytes.
@FunctionalInterface
interface Probe {

  Payload measure(Moment moment);
}
