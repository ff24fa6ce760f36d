package pilotfeld.processing.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a request is answered with.
///
/// @param body as JSON; empty if there is none
/// @param kept what is answered when a request comes again with the same Idempotency-Key: the body,
///   but for secrets that are shown once
public record Answer(
    int status, Optional<Object> body, Optional<Object> kept, Map<String, String> headers) {

  public Answer {
    headers = Map.copyOf(headers);
  }

  /// Something that was asked for.
  public static Answer of(Object body) {
    return new Answer(200, Optional.of(body), Optional.of(body), Map.of());
  }

  /// One thing that was asked for, and by which tag it is known that it changes.
  public static Answer tagged(Object body) {
    return of(body).with("ETag", Tag.of(body).text());
  }

  /// Something that was made.
  ///
  /// @param location where it is
  public static Answer created(String location, Object body) {
    return tagged(body).withStatus(201).with("Location", location);
  }

  /// Something that was made, with a secret that is shown once.
  ///
  /// @param kept the same without the secret
  public static Answer createdWithSecret(String location, Object body, Object kept) {
    return new Answer(201, Optional.of(body), Optional.of(kept), Map.of("Location", location));
  }

  /// It was done, and there is nothing to say.
  public static Answer done() {
    return new Answer(204, Optional.empty(), Optional.empty(), Map.of());
  }

  /// The same with another status.
  public Answer withStatus(int status) {
    return new Answer(status, body, kept, headers);
  }

  /// The same with one more head.
  public Answer with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, body, kept, more);
  }
}
