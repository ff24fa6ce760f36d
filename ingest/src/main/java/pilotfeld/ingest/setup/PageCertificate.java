package pilotfeld.ingest.setup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The certificate that the proxy shows, which a browser must take: unlike all else that the set-up
/// makes it is renewed, as browsers take none that is good for long.
///
/// @param names under which the page is reached
record PageCertificate(SetupFolder folder, Authority authority, List<String> names) {

  /// iOS takes no certificate that is good for more than 825 days.
  static final Duration VALID = Duration.ofDays(800);

  /// In its last days a run of the set-up makes a new one.
  static final Duration RENEWAL = Duration.ofDays(120);

  private static final String CERTIFICATE = "proxy/page.crt";
  private static final String KEY = "proxy/page.key";

  /// Makes it if there is none, if it ends soon, or if it has other names.
  void keepGood(Instant now) throws IOException {
    if (folder.has(CERTIFICATE) && folder.has(KEY) && isGood(folder.read(CERTIFICATE), now)) {
      return;
    }
    var issued = authority.issue("Pilotfeld page", names, VALID, now);
    folder.replaceClosed(KEY, issued.key());
    folder.replaceOpen(CERTIFICATE, issued.certificate());
  }

  private boolean isGood(String pem, Instant now) {
    try {
      var in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
      var certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      return now.plus(RENEWAL).isBefore(certificate.getNotAfter().toInstant())
          && namesOf(certificate).equals(Set.copyOf(names));
    } catch (CertificateException e) {
      return false;
    }
  }

  // Each is its kind, a number, and the name.
  private static Set<String> namesOf(X509Certificate certificate) throws CertificateException {
    return certificate.getSubjectAlternativeNames().stream()
        .map(name -> (String) name.get(1))
        .collect(Collectors.toSet());
  }
}
