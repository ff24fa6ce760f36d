package pilotfeld.ingest.demo.plan;

import java.time.Instant;

/// A device at a site for a time.
///
/// @param until when it was taken down; null if it is still there
public record DemoDeployment(DemoDevice device, DemoSite site, Instant from, Instant until) {}
