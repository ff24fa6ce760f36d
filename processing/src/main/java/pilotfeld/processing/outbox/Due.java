package pilotfeld.processing.outbox;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What a sender is to send now. It may have been sent before, by a process that was ended before
/// it could say so.
///
/// @param id its number, which people see
/// @param key by which a receiver knows it again; the same at each attempt
/// @param secret in the clear, never shown by `toString`
/// @param attempt the how manieth it is, from 1 on
public record Due(
    long id,
    UUID key,
    String subject,
    String payload,
    Optional<String> secret,
    int attempt,
    Instant createdAt) {

  public Due {
    requireNonNull(key, "key");
    requireNonNull(subject, "subject");
    requireNonNull(payload, "payload");
    requireNonNull(secret, "secret");
    requireNonNull(createdAt, "createdAt");
  }

  @Override
  public String toString() {
    return "outbox " + id + " of " + subject;
  }
}
