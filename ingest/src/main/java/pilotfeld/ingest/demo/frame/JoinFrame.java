package pilotfeld.ingest.demo.frame;

import java.time.Instant;

/// A device has joined and has a new session: its frame counter begins at 0.
public record JoinFrame(Instant sentAt, String device, String devAddr) implements DemoFrame {}
