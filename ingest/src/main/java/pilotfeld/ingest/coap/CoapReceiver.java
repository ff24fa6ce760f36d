package pilotfeld.ingest.coap;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.elements.RawDataChannel;
import org.eclipse.californium.elements.UDPConnector;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.elements.util.ExecutorsUtil;
import org.eclipse.californium.elements.util.NamedThreadFactory;
import org.eclipse.californium.scandium.config.DtlsConfig;
import pilotfeld.ingest.door.Refusals;
import pilotfeld.processing.intake.Intake;

/// `POST /up/<device>`: 2.04 only when the message is durable. Over DTLS a device may write to its
/// own path only.
public final class CoapReceiver implements AutoCloseable {

  /// Requests that may be on their way to the database at once; more are told to come back.
  public static final int IN_FLIGHT_LIMIT = 200;

  /// Longest body that is taken, in bytes, if it comes block-wise.
  public static final int BODY_LIMIT = 64 * 1024;

  /// Longest body that is taken in one piece, in bytes; a longer one is asked for block-wise.
  public static final int PIECE_LIMIT = 2000;

  /// What an overloaded server asks for, in seconds.
  public static final int COME_BACK_AFTER = 10;

  // What UDP itself can carry: the sender of too much is to be answered.
  private static final int DATAGRAM_LIMIT = 65_507;
  private static final int ANSWERS_LIMIT = 10_000;

  static {
    CoapConfig.register();
    UdpConfig.register();
    SystemConfig.register();
    DtlsConfig.register();
    // Clients in the same process take this one; none is to leave a file behind.
    Configuration.createStandardWithoutFile();
  }

  private final CoapServer server;
  private final Optional<DtlsDoor> door;
  private final Handover handover;

  /// @param plain where it listens without encryption, to whoever can reach it
  /// @param secured where each device is known by its key; empty for no DTLS
  public CoapReceiver(
      InetSocketAddress plain, Optional<Secured> secured, Intake intake, Clock clock) {
    var refusals = new Refusals(intake::refused, clock);
    var configuration = configuration();
    // One thread, which works off its queue in order.
    var stage = ExecutorsUtil.newScheduledThreadPool(1, new NamedThreadFactory("coap#"));
    var timers = ExecutorsUtil.newDefaultSecondaryScheduler("coap-timers#");
    this.server = new CoapServer(configuration);
    server.setExecutors(stage, timers, false);
    server.setMessageDeliverer(new NoProxy(server.getRoot(), configuration));
    server.addEndpoint(
        Endpoints.on(
            new UDPConnector(plain, configuration) {
              @Override
              public void setRawDataReceiver(RawDataChannel receiver) {
                super.setRawDataReceiver(new Inlet(receiver, stage));
              }
            },
            configuration));
    this.door = secured.map(each -> new DtlsDoor(each, configuration, refusals, stage));
    door.map(DtlsDoor::endpoint).ifPresent(server::addEndpoint);
    server.getEndpoints().forEach(endpoint -> endpoint.addInterceptor(new TurnedAway(refusals)));
    this.handover = new Handover(intake, clock, timers);
    server.add(new UpResource(handover, refusals, clock));
  }

  // Bodies that come block-wise are put together by us: Californium would do so before it knows
  // whether there is such a path, and set aside what each sender announces.
  private static Configuration configuration() {
    return new Configuration()
        .set(CoapConfig.MAX_RESOURCE_BODY_SIZE, 0)
        .set(CoapConfig.USE_MESSAGE_OFFLOADING, true)
        .set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1)
        .set(UdpConfig.UDP_DATAGRAM_SIZE, DATAGRAM_LIMIT)
        .set(UdpConfig.UDP_CONNECTOR_OUT_CAPACITY, ANSWERS_LIMIT)
        .set(UdpConfig.UDP_RECEIVER_THREAD_COUNT, 1)
        .set(UdpConfig.UDP_SENDER_THREAD_COUNT, 1)
        .set(SystemConfig.HEALTH_STATUS_INTERVAL, 0, TimeUnit.SECONDS);
  }

  /// @throws IllegalStateException if the address is taken
  public void start() {
    server.start();
  }

  /// Ends the DTLS sessions whose key has been renewed; to be called now and then.
  public void endOutdatedSessions() {
    door.ifPresent(DtlsDoor::endOutdated);
  }

  /// Requests that are on their way to the database.
  public int inFlight() {
    return handover.inFlight();
  }

  @Override
  public void close() {
    server.destroy();
  }
}
