package pilotfeld.ingest.coap;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.core.server.resources.Resource;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pilotfeld.processing.intake.Intake;
import pilotfeld.processing.intake.NothingDurable;
import pilotfeld.processing.intake.Receipt;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.reading.Message;

/// `POST /up/<device>`: 2.04 only when the message is durable. Over DTLS a device may write to its
/// own path only.
public final class CoapReceiver implements AutoCloseable {

  /// Requests that may be on their way to the database at once; more are told to come back.
  public static final int IN_FLIGHT_LIMIT = 200;

  /// Longest body that is taken, in bytes, whether in one piece or block-wise.
  public static final int BODY_LIMIT = 64 * 1024;

  /// What an overloaded server asks for, in seconds.
  public static final int COME_BACK_AFTER = 10;

  private static final Logger LOG = LoggerFactory.getLogger(CoapReceiver.class);
  private static final String SOURCE = "coap";
  // SenML in JSON and CBOR, an object in JSON and CBOR, bytes for the model's codec.
  private static final List<Integer> CONTENT_FORMATS = List.of(110, 112, 50, 60, 42);
  private static final int SINGLE_BLOCK = 1024;

  static {
    CoapConfig.register();
    UdpConfig.register();
    SystemConfig.register();
    DtlsConfig.register();
  }

  private final Intake intake;
  private final Clock clock;
  private final Refusals refusals;
  private final CoapServer server;
  private final Optional<DtlsDoor> door;
  private final Semaphore working = new Semaphore(IN_FLIGHT_LIMIT);

  /// @param plain where it listens without encryption, to whoever can reach it
  /// @param secured where each device is known by its key; empty for no DTLS
  public CoapReceiver(
      InetSocketAddress plain, Optional<Secured> secured, Intake intake, Clock clock) {
    this.intake = intake;
    this.clock = clock;
    this.refusals = new Refusals(intake::refused, clock);
    var configuration =
        Configuration.createStandardWithoutFile()
            .set(CoapConfig.MAX_RESOURCE_BODY_SIZE, BODY_LIMIT)
            .set(CoapConfig.PREFERRED_BLOCK_SIZE, SINGLE_BLOCK)
            .set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1)
            .set(UdpConfig.UDP_RECEIVER_THREAD_COUNT, 1)
            .set(UdpConfig.UDP_SENDER_THREAD_COUNT, 1)
            .set(SystemConfig.HEALTH_STATUS_INTERVAL, 0, TimeUnit.SECONDS);
    this.server = new CoapServer(configuration);
    server.addEndpoint(
        CoapEndpoint.builder().setConfiguration(configuration).setInetSocketAddress(plain).build());
    this.door = secured.map(each -> new DtlsDoor(each, configuration, refusals));
    door.map(DtlsDoor::endpoint).ifPresent(server::addEndpoint);
    server.getEndpoints().forEach(endpoint -> endpoint.addInterceptor(new TooLarge(refusals)));
    server.add(new Up());
  }

  /// @throws IllegalStateException if the address is taken
  public void start() {
    server.start();
  }

  /// Ends the DTLS sessions whose key has been renewed; to be called now and then.
  public void endOutdatedSessions() {
    door.ifPresent(DtlsDoor::endOutdated);
  }

  private void take(CoapExchange exchange, String device) {
    if (!working.tryAcquire()) {
      intake.refused();
      comeBack(exchange);
      return;
    }
    exchange.accept();
    Thread.ofVirtual()
        .name("coap")
        .start(
            () -> {
              try {
                answer(exchange, intake.accept(message(exchange, device)));
              } catch (NothingDurable e) {
                LOG.warn("{}: not taken, told to come back: {}", device, e.getMessage());
                comeBack(exchange);
              } finally {
                working.release();
              }
            });
  }

  // The content format belongs to what is kept: without it the bytes could not be read again.
  private Message message(CoapExchange exchange, String device) {
    var format =
        exchange.getRequestOptions().hasContentFormat()
            ? exchange.getRequestOptions().getContentFormat()
            : MediaTypeRegistry.APPLICATION_OCTET_STREAM;
    return new Message(
        SOURCE,
        "up/" + device + "?ct=" + format,
        exchange.getRequestPayload(),
        clock.instant(),
        false);
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
          exchange.respond(ResponseCode.CHANGED);
    }
  }

  private static void comeBack(CoapExchange exchange) {
    var response = new Response(ResponseCode.SERVICE_UNAVAILABLE);
    response.getOptions().setMaxAge(COME_BACK_AFTER);
    exchange.respond(response);
  }

  @Override
  public void close() {
    server.destroy();
  }

  /// `/up`, with a child for every name.
  private final class Up extends CoapResource {

    Up() {
      super("up");
      getAttributes().setTitle("POST readings to /up/<device>");
      CONTENT_FORMATS.forEach(getAttributes()::addContentType);
    }

    @Override
    public Resource getChild(String device) {
      return new DeviceResource(device, this);
    }
  }

  private final class DeviceResource extends CoapResource {

    DeviceResource(String device, Up parent) {
      super(device, false);
      setParent(parent);
    }

    @Override
    public void handlePOST(CoapExchange exchange) {
      if (getName().length() > Message.TOPIC_LIMIT / 2) {
        intake.refused();
        exchange.respond(ResponseCode.BAD_REQUEST, "the name of the device is too long");
        return;
      }
      if (!mayWrite(exchange)) {
        exchange.respond(ResponseCode.FORBIDDEN, "a device writes to /up/ and its own id only");
        return;
      }
      take(exchange, getName());
    }

    // Without DTLS there is nobody to know: who reaches that address may write.
    private boolean mayWrite(CoapExchange exchange) {
      if (!CoAP.isSecureScheme(exchange.advanced().getRequest().getScheme())) {
        return true;
      }
      var owner =
          SessionOwner.of(exchange.advanced().getRequest().getSourceContext().getPeerIdentity())
              .map(SessionOwner::device);
      if (owner.isPresent() && owner.equals(Eui.device(getName()))) {
        return true;
      }
      refusals.add(owner.orElse("nobody"), "it wrote to the path of another device");
      return false;
    }
  }
}
