package pilotfeld.ingest.coap;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pilotfeld.processing.intake.Intake;
import pilotfeld.processing.intake.NothingDurable;
import pilotfeld.processing.intake.Receipt;
import pilotfeld.processing.reading.Message;

/// Hands bodies that are whole to the intake, on a virtual thread each, and answers when they are
/// durable.
final class Handover {

  /// When a sender is told that its request has come and is worked on: before its ACK_TIMEOUT (RFC
  /// 7252, section 4.8). What is answered by then needs no acknowledgement to be waited for.
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Handover.class);
  private static final String SOURCE = "coap";

  private final Intake intake;
  private final InstantSource clock;
  private final ScheduledExecutorService timers;
  private final Semaphore working = new Semaphore(CoapReceiver.IN_FLIGHT_LIMIT);

  Handover(Intake intake, InstantSource clock, ScheduledExecutorService timers) {
    this.intake = intake;
    this.clock = clock;
    this.timers = timers;
  }

  /// Requests that are on their way to the database.
  int inFlight() {
    return CoapReceiver.IN_FLIGHT_LIMIT - working.availablePermits();
  }

  /// Answers later, but at once if there are too many.
  void take(CoapExchange exchange, String device, byte[] body) {
    if (!working.tryAcquire()) {
      intake.refused();
      comeBack(exchange);
      return;
    }
    var message = message(exchange, device, body);
    Thread.ofVirtual().name("coap").start(() -> take(exchange, device, message));
  }

  private void take(CoapExchange exchange, String device, Message message) {
    var accepting = timers.schedule(exchange::accept, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    try {
      answer(exchange, intake.accept(message));
    } catch (NothingDurable e) {
      LOG.warn("{}: not taken, told to come back: {}", device, e.getMessage());
      comeBack(exchange);
    } finally {
      accepting.cancel(false);
      working.release();
    }
  }

  // The content format belongs to what is kept: without it the bytes could not be read again.
  private Message message(CoapExchange exchange, String device, byte[] body) {
    var topic = "up/" + device + "?ct=" + format(exchange);
    return new Message(SOURCE, topic, body, clock.instant(), false);
  }

  static int format(CoapExchange exchange) {
    return exchange.getRequestOptions().hasContentFormat()
        ? exchange.getRequestOptions().getContentFormat()
        : MediaTypeRegistry.APPLICATION_OCTET_STREAM;
  }

  // What cannot be read is kept all the same, so the sensor need not send it again: the diagnostic
  // is for its maker.
  private static void answer(CoapExchange exchange, Receipt receipt) {
    switch (receipt.outcome()) {
      case QUARANTINED ->
          exchange.respond(
              ResponseCode.BAD_REQUEST,
              "kept in quarantine: " + receipt.reason().orElse("the database refuses it"));
      case RECEIVED, STORED, DUPLICATE, UNREGISTERED, SPOOLED, REFUSED ->
          exchange.respond(changed(exchange));
    }
  }

  private static Response changed(CoapExchange exchange) {
    var response = new Response(ResponseCode.CHANGED);
    response.getOptions().setBlock1(exchange.getRequestOptions().getBlock1());
    return response;
  }

  static void comeBack(CoapExchange exchange) {
    var response = new Response(ResponseCode.SERVICE_UNAVAILABLE);
    response.getOptions().setMaxAge(CoapReceiver.COME_BACK_AFTER);
    exchange.respond(response);
  }
}
