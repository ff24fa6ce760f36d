package pilotfeld.ingest.tls;

import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// TLS of servers that share a certificate. When its files change, they show the new one to whoever
/// connects from then on; who is connected stays so.
public final class ServerTls {

  /// How long a handshake may take.
  public static final Duration HANDSHAKE_PATIENCE = Duration.ofSeconds(10);

  /// From when on it is said, once a day, that a certificate is about to end.
  public static final Duration NOTICE = Duration.ofDays(14);

  private static final Duration DAY = Duration.ofDays(1);
  private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");
  private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

  private final CertificateFiles files;
  private final InstantSource clock;
  private final List<Served> servers = new CopyOnWriteArrayList<>();
  private volatile Certificate current;
  private Instant saidAt = Instant.MIN;

  /// @throws CertificateFault if certificate or key cannot be used
  public ServerTls(CertificateFiles files, InstantSource clock) {
    this.files = files;
    this.clock = clock;
    this.current = files.read();
  }

  private record Served(HttpServer server, boolean http2) {}

  /// Makes the server that will be of these options speak TLS; see [#keep].
  public HttpServerOptions secure(HttpServerOptions options) {
    return options
        .setSsl(true)
        .setUseAlpn(true)
        .setKeyCertOptions(current.options())
        .setEnabledSecureTransportProtocols(PROTOCOLS)
        .setSslHandshakeTimeout(HANDSHAKE_PATIENCE.toSeconds())
        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
  }

  /// Gives a server the new certificate when there is one.
  ///
  /// @param http2 whether it speaks HTTP/2, too
  public void keep(HttpServer server, boolean http2) {
    servers.add(new Served(server, http2));
  }

  /// Looks whether the files have changed. Called by one thread at a time.
  ///
  /// @throws CertificateFault if what is in them now cannot be used; the earlier one is shown on
  public void refresh() {
    var found = files.read();
    if (!found.isSame(current)) {
      current = found;
      saidAt = Instant.MIN;
      servers.forEach(each -> each.server().updateSSLOptions(options(each.http2())));
      LOG.info("new certificate, good until {}: {}", found.expiresAt(), files.certificate());
    }
    sayWhenItEnds();
  }

  private ServerSSLOptions options(boolean http2) {
    var options = new ServerSSLOptions();
    options
        .setKeyCertOptions(current.options())
        .setEnabledSecureTransportProtocols(PROTOCOLS)
        .setSslHandshakeTimeout(HANDSHAKE_PATIENCE.toSeconds())
        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
        .setUseAlpn(true)
        .setApplicationLayerProtocols(http2 ? List.of("h2", "http/1.1") : List.of("http/1.1"));
    return options;
  }

  private void sayWhenItEnds() {
    var now = clock.instant();
    if (now.isAfter(current.expiresAt().minus(NOTICE)) && now.isAfter(saidAt.plus(DAY))) {
      saidAt = now;
      LOG.warn(
          "the certificate in {} ends on {}: put a new one there with its key, it is taken without a restart",
          files.certificate(),
          current.expiresAt());
    }
  }
}
