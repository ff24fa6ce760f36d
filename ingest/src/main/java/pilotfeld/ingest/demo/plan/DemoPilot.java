package pilotfeld.ingest.demo.plan;

/// A pilot, as citizens and engineers read of it.
///
/// @param question what it is to decide, one sentence
public record DemoPilot(String id, String title, String question) {}
