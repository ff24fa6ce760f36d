package pilotfeld.ingest.hook;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import pilotfeld.ingest.door.Refusals;
import pilotfeld.ingest.hook.Doorway.Decision.Admitted;
import pilotfeld.processing.reading.Message;

/// One request and its one answer. Everything here happens on the event loop of its connection.
final class Exchange {

  // How long the rest of a body that nobody wants is passed over.
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final String CONTINUE = "100-continue";

  private final HttpServerRequest request;
  private final Vertx vertx;
  private final Connections connections;
  private final Refusals refusals;
  private final String client;
  private final Buffer body = Buffer.buffer();
  private boolean gathering;
  private long timer;

  /// @param client address of who sent it
  Exchange(
      HttpServerRequest request,
      Vertx vertx,
      Connections connections,
      Refusals refusals,
      String client) {
    this.request = request;
    this.vertx = vertx;
    this.connections = connections;
    this.refusals = refusals;
    this.client = client;
  }

  /// Turns it away.
  ///
  /// @param source whose secret it brought; empty for a stranger
  void refuse(Optional<String> source, Answer answer) {
    refusals.add(source.orElse(client), "answered with " + answer.status() + ", " + answer.text());
    answer(answer);
  }

  /// Gathers its body and hands it over, if there is a place.
  void gather(Admitted admitted, Handover handover, Patience patience, InstantSource clock) {
    if (!handover.enter()) {
      refuse(Optional.of(admitted.source()), Answer.COME_BACK);
      return;
    }
    gathering = true;
    timer =
        vertx.setTimer(
            patience.body().toMillis(), _ -> giveUp(admitted, handover, Answer.TOO_SLOW));
    request
        .handler(piece -> add(piece, admitted, handover))
        .exceptionHandler(_ -> stop(handover))
        .endHandler(_ -> handOver(admitted, handover, clock));
    if (CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
  }

  private void add(Buffer piece, Admitted admitted, Handover handover) {
    if (!gathering) {
      return;
    }
    if (body.length() + piece.length() > HookReceiver.BODY_LIMIT) {
      giveUp(admitted, handover, Answer.TOO_LARGE);
      return;
    }
    body.appendBuffer(piece);
  }

  private void giveUp(Admitted admitted, Handover handover, Answer answer) {
    if (stop(handover)) {
      refuse(Optional.of(admitted.source()), answer);
    }
  }

  private boolean stop(Handover handover) {
    var wasGathering = gathering;
    if (wasGathering) {
      endGathering();
      handover.leave();
    }
    return wasGathering;
  }

  private void endGathering() {
    gathering = false;
    vertx.cancelTimer(timer);
  }

  private void handOver(Admitted admitted, Handover handover, InstantSource clock) {
    if (!gathering) {
      return;
    }
    if (body.length() == 0) {
      giveUp(admitted, handover, Answer.badRequest("the body is empty"));
      return;
    }
    endGathering();
    var message =
        new Message(admitted.source(), admitted.topic(), body.getBytes(), clock.instant(), false);
    Context loop = vertx.getOrCreateContext();
    handover.take(message, answer -> loop.runOnContext(_ -> answer(answer)));
  }

  private void answer(Answer answer) {
    var response = request.response();
    if (response.closed()) {
      return;
    }
    var isWhole = request.isEnded();
    response.setStatusCode(answer.status());
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    switch (answer.status()) {
      case 405 -> response.putHeader(HttpHeaders.ALLOW, "POST");
      case 503 ->
          response.putHeader(
              HttpHeaders.RETRY_AFTER, Integer.toString(HookReceiver.COME_BACK_AFTER));
      default -> {}
    }
    if (!isWhole) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    if (!answer.text().isEmpty()) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8");
    }
    response.end(answer.text());
    if (isWhole) {
      connections.answered(request.connection());
    } else {
      connections.ending(request.connection(), MOMENT);
    }
  }
}
