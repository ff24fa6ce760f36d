package pilotfeld.processing.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import pilotfeld.processing.http.Problem;
import pilotfeld.processing.http.Requests;

/// Rings a bell on every open page (server-sent events). It says that something changed; the page
/// asks what.
final class LiveStream {

  /// Pages that may listen at once.
  static final int LISTENER_LIMIT = 200;

  /// A sign of life for connections on which nothing happens.
  static final Duration HEARTBEAT = Duration.ofSeconds(15);

  static final Duration BEAT = Duration.ofSeconds(1);

  private final Overview overview;
  private final Map<HttpServerResponse, Context> listeners = new ConcurrentHashMap<>();
  private final Set<String> changedSites = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Progress> progress = new AtomicReference<>();
  private Map<String, Long> lastStatus = Map.of();
  private int silentBeats;

  LiveStream(Overview overview) {
    this.overview = overview;
  }

  /// How far a background job has come; ends when `done` equals `total`.
  record Progress(String title, long done, long total) {}

  void listen(RoutingContext request) {
    var response = request.response();
    if (request.request().method() == HttpMethod.HEAD) {
      response.putHeader("Content-Type", "text/event-stream").end();
      return;
    }
    if (listeners.size() >= LISTENER_LIMIT) {
      Requests.fail(
          request,
          new Problem(
              503,
              "Too many pages are open",
              "At most " + LISTENER_LIMIT + " pages may listen at once."));
      return;
    }
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store");
    response.closeHandler(_ -> listeners.remove(response));
    response.exceptionHandler(_ -> listeners.remove(response));
    response.write("retry: 2000\n\n");
    listeners.put(response, Vertx.currentContext());
    var running = progress.get();
    if (running != null) {
      response.write(event("progress", running));
    }
  }

  void changed(Collection<String> sites) {
    if (!listeners.isEmpty()) {
      changedSites.addAll(sites);
    }
  }

  void progress(Progress now) {
    progress.set(now.done() >= now.total() ? null : now);
    send(event("progress", now));
  }

  /// Once a second, from one thread at a time.
  void beat() {
    if (!listeners.isEmpty()) {
      ring();
    }
  }

  private void ring() {
    silentBeats++;
    sendStatus();
    var sites = new TreeSet<>(changedSites);
    changedSites.removeAll(sites);
    if (!sites.isEmpty()) {
      send(event("readings", Map.of("sites", sites)));
    }
    if (silentBeats >= HEARTBEAT.dividedBy(BEAT)) {
      send(Buffer.buffer(": still here\n\n"));
    }
  }

  private void sendStatus() {
    try {
      var status = overview.status();
      if (!status.equals(lastStatus)) {
        lastStatus = status;
        send(event("status", status));
      }
    } catch (RuntimeException e) {
      // The database is away: the pages see that the stream falls silent but for its heartbeat, and
      // the health check says why.
      lastStatus = Map.of();
    }
  }

  private void send(Buffer event) {
    silentBeats = 0;
    listeners.forEach((response, loop) -> loop.runOnContext(_ -> write(response, event)));
  }

  // Who does not read is let go: the page connects again and asks anew.
  private void write(HttpServerResponse response, Buffer event) {
    if (response.closed() || response.writeQueueFull()) {
      listeners.remove(response);
      response.reset();
      return;
    }
    response.write(event);
  }

  private static Buffer event(String name, Object data) {
    return Buffer.buffer(
        "event: "
            + name
            + "\ndata: "
            + new String(Requests.bytes(data), StandardCharsets.UTF_8)
            + "\n\n");
  }
}
