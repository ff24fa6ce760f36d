package pilotfeld.processing.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Connections that trust the certificate authorities of one file and no others.
public final class Authority {

  private Authority() {}

  /// @param file certificates in PEM
  /// @throws IOException if the file cannot be read, or holds no certificates in PEM
  public static SSLContext only(Path file) throws IOException {
    try (var certificates = Files.newInputStream(file)) {
      return only(certificates);
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " holds no certificates in PEM: " + e.getMessage(), e);
    }
  }

  /// @param certificates in PEM
  /// @throws GeneralSecurityException if they are none
  public static SSLContext only(InputStream certificates)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (var each : CertificateFactory.getInstance("X.509").generateCertificates(certificates)) {
      store.setCertificateEntry("authority-" + store.size(), each);
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
