package pilotfeld.processing.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An answer that says what was wrong, as RFC 9457 problem details.
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String title;
  private final transient List<Fault> faults;
  private final transient Map<String, String> headers;

  /// @param detail what was wrong with this request, and what to do
  public Problem(int status, String title, String detail) {
    this(status, title, detail, List.of(), Map.of());
  }

  private Problem(
      int status, String title, String detail, List<Fault> faults, Map<String, String> headers) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
    this.faults = List.copyOf(faults);
    this.headers = Map.copyOf(headers);
  }

  /// One thing that is wrong with a request.
  ///
  /// @param in `path`, `query`, `header` or `body`
  /// @param where name of the parameter, or JSON pointer (RFC 6901) into the body
  /// @param what is wrong with it
  public record Fault(String in, String where, String what) {}

  /// One that may be over after a while, at least a second.
  public static Problem thatPasses(int status, String title, String detail, Duration patience) {
    var seconds = Long.toString(Math.max(1, patience.plusMillis(999).toSeconds()));
    return new Problem(status, title, detail, List.of(), Map.of("Retry-After", seconds));
  }

  /// A request with something wrong in these places.
  public static Problem ofFaults(int status, String title, String detail, List<Fault> faults) {
    return new Problem(status, title, detail, faults, Map.of());
  }

  /// One that may be asked with these methods only.
  ///
  /// @param allowed as the header `Allow` has them
  public static Problem notAllowed(String method, String allowed) {
    return new Problem(
        405,
        "The method is not allowed",
        "%s is not possible here; possible are: %s.".formatted(method, allowed),
        List.of(),
        Map.of("Allow", allowed));
  }

  /// A request that cannot be understood.
  public static Problem badRequest(String detail) {
    return new Problem(400, "The request cannot be understood", detail);
  }

  /// Something that is not there.
  public static Problem notFound(String detail) {
    return new Problem(404, "There is no such thing", detail);
  }

  /// Something that does not fit to what is there.
  public static Problem conflict(String detail) {
    return new Problem(409, "This does not fit to what is there", detail);
  }

  /// Nothing can be read or written at the moment.
  public static Problem databaseAway() {
    return new Problem(
        503,
        "The database does not answer",
        "Messages wait on disk, or with their senders when there is no room left, until it is back.");
  }

  /// Of HTTP.
  public int status() {
    return status;
  }

  /// Its kind, for people.
  public String title() {
    return title;
  }

  /// What is sent in the head. Who must say who they are is told how.
  Map<String, String> headers() {
    if (status != 401) {
      return headers;
    }
    var all = new LinkedHashMap<>(headers);
    all.put("WWW-Authenticate", "Bearer realm=\"Pilotfeld\"");
    return all;
  }

  /// What is sent as JSON.
  Map<String, Object> body() {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "about:blank");
    body.put("title", title);
    body.put("status", status);
    body.put("detail", getMessage());
    if (!faults.isEmpty()) {
      body.put("errors", faults);
    }
    return body;
  }
}
