package pilotfeld.ingest.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Reads the page as its administrator does.
final class PageReader implements AutoCloseable {

  private static final String CREDENTIALS =
      Base64.getEncoder()
          .encodeToString(("admin:" + Rig.PASSWORD).getBytes(StandardCharsets.UTF_8));

  private final HttpClient http = HttpClient.newHttpClient();
  private final Service service;

  PageReader(Service service) {
    this.service = service;
  }

  /// How many lines there are, none of which is kept.
  long lines(String path) throws IOException, InterruptedException {
    try (var lines = checked(http.send(request(path), BodyHandlers.ofLines())).body()) {
      return lines.count();
    }
  }

  /// Reads all of it.
  ///
  /// @return in how many nanoseconds
  long nanos(String path) throws IOException, InterruptedException {
    var begun = System.nanoTime();
    checked(http.send(request(path), BodyHandlers.ofByteArray()));
    return System.nanoTime() - begun;
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(service.at(path))
        .header("Authorization", "Basic " + CREDENTIALS)
        .build();
  }

  private static <T> HttpResponse<T> checked(HttpResponse<T> response) {
    if (response.statusCode() != 200) {
      throw new IllegalStateException(response.uri() + " answers " + response.statusCode());
    }
    return response;
  }

  @Override
  public void close() {
    http.close();
  }
}
