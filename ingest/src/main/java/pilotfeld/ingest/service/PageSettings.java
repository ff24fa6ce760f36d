package pilotfeld.ingest.service;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pilotfeld.ingest.tls.CertificateFault;
import pilotfeld.ingest.tls.CertificateFiles;
import pilotfeld.processing.http.Reach;
import pilotfeld.processing.proxy.TrustedProxies;

/// Where the page listens, and how people and programs reach it.
///
/// @param certificate of the page and of webhooks; empty for HTTP without TLS
/// @param apiRate requests of the interface that one client may make in a second
record PageSettings(
    InetSocketAddress address, Optional<CertificateFiles> certificate, Reach reach, int apiRate) {

  private static final int RATE_LIMIT = 1_000_000;
  private static final String HTTP = "http";
  private static final String HTTPS = "https";

  /// Reads them; what is wrong becomes a fault of the environment.
  static PageSettings from(Environment environment) {
    var certificate = certificate(environment);
    var https = isHttps(environment, certificate.isPresent());
    return new PageSettings(
        environment.address(Setting.HTTP_HOST, Setting.HTTP_PORT),
        certificate,
        new Reach(https, proxies(environment)),
        rate(environment));
  }

  private static Optional<CertificateFiles> certificate(Environment environment) {
    var file = environment.text(Setting.HTTP_CERTIFICATE_FILE);
    var key = environment.text(Setting.HTTP_KEY_FILE);
    if (file.isPresent() != key.isPresent()) {
      environment.fault(
          "PILOTFELD_HTTP_CERTIFICATE_FILE and PILOTFELD_HTTP_KEY_FILE belong together: set both or none");
      return Optional.empty();
    }
    var files = file.map(each -> new CertificateFiles(Path.of(each), Path.of(key.orElseThrow())));
    try {
      files.ifPresent(CertificateFiles::read);
    } catch (CertificateFault e) {
      environment.fault(
          "PILOTFELD_HTTP_CERTIFICATE_FILE and PILOTFELD_HTTP_KEY_FILE: " + e.getMessage());
    }
    return files;
  }

  private static boolean isHttps(Environment environment, boolean hasCertificate) {
    var scheme = environment.text(Setting.HTTP_SCHEME);
    if (scheme.filter(each -> !List.of(HTTP, HTTPS).contains(each)).isPresent()) {
      environment.fault(
          "PILOTFELD_HTTP_SCHEME is “" + scheme.orElseThrow() + "”: http or https belongs there");
    }
    if (hasCertificate && scheme.filter(HTTP::equals).isPresent()) {
      environment.fault(
          "PILOTFELD_HTTP_SCHEME is “http”, but PILOTFELD_HTTP_CERTIFICATE_FILE is set and the page"
              + " speaks HTTPS: leave one of the two away");
    }
    return hasCertificate || scheme.filter(HTTPS::equals).isPresent();
  }

  private static TrustedProxies proxies(Environment environment) {
    try {
      return TrustedProxies.of(
          environment.text(Setting.HTTP_PROXIES).stream()
              .flatMap(text -> Stream.of(text.strip().split("\\s+")))
              .toList());
    } catch (IllegalArgumentException e) {
      environment.fault("PILOTFELD_HTTP_PROXIES: " + e.getMessage());
      return TrustedProxies.NONE;
    }
  }

  private static int rate(Environment environment) {
    return (int)
        environment.number(
            Setting.API_RATE, 1, RATE_LIMIT, "a number from 1 to %d".formatted(RATE_LIMIT));
  }
}
