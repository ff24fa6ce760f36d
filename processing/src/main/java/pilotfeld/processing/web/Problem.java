package pilotfeld.processing.web;

import java.time.Duration;

/// An answer that says what was wrong, as RFC 9457 problem details.
final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String title;
  private final long retrySeconds;

  Problem(int status, String title, String detail) {
    this(status, title, detail, 0);
  }

  private Problem(int status, String title, String detail, long retrySeconds) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
    this.retrySeconds = retrySeconds;
  }

  /// One that may be over after a while, at least a second.
  static Problem thatPasses(int status, String title, String detail, Duration patience) {
    return new Problem(status, title, detail, patience.plusMillis(999).toSeconds());
  }

  static Problem badRequest(String detail) {
    return new Problem(400, "The request cannot be understood", detail);
  }

  static Problem notFound(String detail) {
    return new Problem(404, "There is no such thing", detail);
  }

  static Problem databaseAway() {
    return new Problem(
        503,
        "The database does not answer",
        "Messages wait on disk, or with their senders when there is no room left, until it is back.");
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  /// After how many seconds it is worth another try; 0 if that is not known.
  long retrySeconds() {
    return retrySeconds;
  }
}
