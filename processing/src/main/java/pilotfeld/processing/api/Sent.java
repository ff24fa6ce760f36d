package pilotfeld.processing.api;

import java.util.Map;
import java.util.Optional;
import pilotfeld.processing.http.Requests;

/// An answer as it goes out.
///
/// @param body of JSON
record Sent(int status, Optional<byte[]> body, Map<String, String> headers) {

  Sent {
    headers = Map.copyOf(headers);
  }

  static Sent of(Answer answer) {
    return new Sent(answer.status(), answer.body().map(Requests::bytes), answer.headers());
  }

  /// Nothing but that it is as it was seen, if the client has seen it so (RFC 9110, 13.1.2).
  Sent unless(Optional<String> seen) {
    var tag = Optional.ofNullable(headers.get("ETag")).map(Tag::new);
    var isSeen = tag.isPresent() && seen.filter(tag.get()::isAmong).isPresent();
    return isSeen ? new Sent(304, Optional.empty(), headers) : this;
  }
}
