package pilotfeld.processing.web;

import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static pilotfeld.processing.account.Role.ADMINISTRATOR;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// A program of the administrator, which asks with a token. The JSON that it brings is written with
/// apostrophes for quotation marks.
///
/// @param everyone to whom it belongs
record Administrator(Everyone everyone) {

  static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  /// A request that brings nothing.
  HttpRequest.Builder request(String method, String path) {
    return everyone.asProgramOf(ADMINISTRATOR, method, path);
  }

  HttpResponse<String> get(String path) throws Exception {
    return everyone.send(request("GET", path));
  }

  HttpResponse<String> post(String path, String body) throws Exception {
    return everyone.send(request("POST", path).method("POST", json(body)));
  }

  /// @param key of idempotency
  HttpResponse<String> post(String path, String body, String key) throws Exception {
    return everyone.send(
        request("POST", path).header(IDEMPOTENCY_KEY, key).method("POST", json(body)));
  }

  /// Posts a table.
  HttpResponse<String> csv(String path, String body) throws Exception {
    return everyone.send(
        request("POST", path).header("Content-Type", "text/csv").method("POST", ofString(body)));
  }

  /// @param tag of what was seen; null if nothing was
  HttpResponse<String> put(String path, String body, String tag) throws Exception {
    return change("PUT", path, body, tag);
  }

  /// @param tag of what was seen; null if nothing was
  HttpResponse<String> patch(String path, String body, String tag) throws Exception {
    return change("PATCH", path, body, tag);
  }

  private HttpResponse<String> change(String method, String path, String body, String tag)
      throws Exception {
    var request = request(method, path).method(method, json(body));
    return everyone.send(tag == null ? request : request.header("If-Match", tag));
  }

  private static HttpRequest.BodyPublisher json(String body) {
    return ofString(body.replace('\'', '"'));
  }
}
