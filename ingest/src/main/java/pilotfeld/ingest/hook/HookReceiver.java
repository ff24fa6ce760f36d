package pilotfeld.ingest.hook;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import pilotfeld.ingest.door.Refusals;
import pilotfeld.ingest.hook.Doorway.Decision.Admitted;
import pilotfeld.ingest.hook.Doorway.Decision.TurnedAway;
import pilotfeld.ingest.hook.Doorway.Head;
import pilotfeld.ingest.tls.ServerTls;
import pilotfeld.processing.intake.Intake;
import pilotfeld.processing.reading.Message;

/// `POST /hook/<source>/<secret>`: 2xx only when the message is durable.
public final class HookReceiver {

  /// Requests that may be gathered or on their way to the database at once; more are told to come
  /// back.
  public static final int IN_FLIGHT_LIMIT = 200;

  /// Connections that may be open at once; a further one is closed.
  public static final int CONNECTION_LIMIT = 500;

  /// Longest body that is taken, in bytes.
  public static final int BODY_LIMIT = Message.BODY_LIMIT;

  /// What an overloaded server asks for, in seconds.
  public static final int COME_BACK_AFTER = 10;

  private static final int HEADER_LIMIT = 16 * 1024;
  private static final int ADDRESS_LIMIT = 4 * 1024;

  private final HookSettings settings;
  private final Clock clock;
  private final Patience patience;
  private final Doorway doorway;
  private final Refusals refusals;
  private final Handover handover;
  private volatile Optional<Connections> connections = Optional.empty();

  /// @param settings where it listens, and to whom
  public HookReceiver(HookSettings settings, Intake intake, Clock clock) {
    this(settings, intake, clock, Patience.DEFAULT);
  }

  HookReceiver(HookSettings settings, Intake intake, Clock clock, Patience patience) {
    this.settings = settings;
    this.clock = clock;
    this.patience = patience;
    this.doorway = new Doorway(settings.hooks());
    this.refusals = new Refusals(intake::refused, clock);
    this.handover = new Handover(intake);
  }

  /// Listens, for as long as the verticle is deployed that calls this.
  ///
  /// @param tls empty for HTTP without it
  /// @return fails if nothing can listen there
  public Future<HttpServer> start(Vertx vertx, Optional<ServerTls> tls) {
    var open = new Connections(vertx, patience, refusals);
    connections = Optional.of(open);
    // Without HTTP/2, whose many requests in one connection would have limits of their own.
    var options =
        new HttpServerOptions()
            .setHost(settings.address().getHostString())
            .setPort(settings.address().getPort())
            .setMaxHeaderSize(HEADER_LIMIT)
            .setMaxInitialLineLength(ADDRESS_LIMIT)
            .setHttp2ClearTextEnabled(false)
            .setAlpnVersions(List.of(HttpVersion.HTTP_1_1));
    tls.ifPresent(each -> each.secure(options));
    var server =
        vertx
            .createHttpServer(options)
            .connectionHandler(open::opened)
            .invalidRequestHandler(this::refuseWhatIsNone)
            .requestHandler(request -> take(request, vertx, open));
    tls.ifPresent(each -> each.keep(server, false));
    return server.listen();
  }

  // Headers without end, and whatever is no HTTP.
  private void refuseWhatIsNone(HttpServerRequest request) {
    refusals.add(request.remoteAddress().hostAddress(), "no request of HTTP, or a header too long");
    HttpServerRequest.DEFAULT_INVALID_REQUEST_HANDLER.handle(request);
  }

  private void take(HttpServerRequest request, Vertx vertx, Connections open) {
    open.begun(request.connection());
    var exchange = new Exchange(request, vertx, open, refusals, client(request));
    switch (doorway.decide(head(request))) {
      case Admitted admitted -> exchange.gather(admitted, handover, patience, clock);
      case TurnedAway(var source, var answer) -> exchange.refuse(source, answer);
    }
  }

  private String client(HttpServerRequest request) {
    return settings
        .proxies()
        .client(
            request.remoteAddress().hostAddress(),
            request.headers().getAll("X-Forwarded-For"),
            request.headers().getAll("Forwarded"));
  }

  private static Head head(HttpServerRequest request) {
    return new Head(
        request.method().name(),
        Optional.ofNullable(request.path()).orElse(""),
        Optional.ofNullable(request.query()).orElse(""),
        Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_TYPE)),
        Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_ENCODING)),
        announced(request));
  }

  // One that is no number was refused before, as no request of HTTP.
  private static long announced(HttpServerRequest request) {
    try {
      return Long.parseLong(request.getHeader(HttpHeaders.CONTENT_LENGTH));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /// Requests that are gathered, or on their way to the database.
  public int inFlight() {
    return handover.inFlight();
  }

  /// Connections that are open.
  public int connections() {
    return connections.map(Connections::open).orElse(0);
  }
}
