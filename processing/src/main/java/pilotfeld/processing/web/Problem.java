package pilotfeld.processing.web;

/// An answer that says what was wrong, as RFC 9457 problem details.
final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String title;

  Problem(int status, String title, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
  }

  static Problem badRequest(String detail) {
    return new Problem(400, "The request cannot be understood", detail);
  }

  static Problem notFound(String detail) {
    return new Problem(404, "There is no such thing", detail);
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }
}
