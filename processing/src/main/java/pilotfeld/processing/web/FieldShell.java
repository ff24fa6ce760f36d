package pilotfeld.processing.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The technician's page as an application that a phone keeps: its service worker, with the files
/// of the shell and a version that changes whenever one of them does.
final class FieldShell {

  private static final String FOLDER = "/web";
  private static final String START = "/field/";
  private static final String LIBRARY = "/lib/leaflet/";

  private final Buffer worker;
  private final Buffer start = Buffer.buffer(bytes(START));

  FieldShell() {
    var paths = text("/field/shell.txt").lines().toList();
    var list = "[\"" + String.join("\", \"", paths) + "\"]";
    this.worker =
        Buffer.buffer(
            "const VERSION = '%s';\nconst SHELL = %s;\n%s"
                .formatted(version(paths), list, text("/field/worker.js")));
  }

  void addTo(Routes routes) {
    routes.open("/field", this::start);
    routes.open("/field/worker.js", this::worker);
  }

  // A worker in the folder has a say over the folder only, so the page must be in it, too.
  private void start(RoutingContext request) {
    if (!request.request().path().endsWith("/")) {
      request.response().setStatusCode(308).putHeader(HttpHeaders.LOCATION, START).end();
      return;
    }
    answer(request, "text/html; charset=utf-8", start);
  }

  private void worker(RoutingContext request) {
    answer(request, "text/javascript; charset=utf-8", worker);
  }

  private static void answer(RoutingContext request, String type, Buffer body) {
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .end(body);
  }

  private static String version(List<String> paths) {
    var digest = sha256();
    paths.forEach(path -> digest.update(bytes(path)));
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String text(String path) {
    return new String(bytes(path), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String path) {
    try (var file = FieldShell.class.getResourceAsStream(resource(path))) {
      if (file == null) {
        throw new IllegalStateException("the shell names " + path + ", which is not here");
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String path) {
    if (path.startsWith(LIBRARY)) {
      return "/"
          + Page.webJar("leaflet", "org.webjars.npm")
          + "/dist/"
          + path.substring(LIBRARY.length());
    }
    return FOLDER + (path.equals(START) ? START + "index.html" : path);
  }
}
