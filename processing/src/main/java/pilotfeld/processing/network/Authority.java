package pilotfeld.processing.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Connections that trust one certificate authority.
final class Authority {

  private Authority() {}

  /// @throws UncheckedIOException if the file holds no certificates in PEM
  static SSLContext only(Path file) {
    try (var certificates = Files.newInputStream(file)) {
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
    } catch (GeneralSecurityException e) {
      throw new UncheckedIOException(
          new IOException(file + " holds no certificates in PEM: " + e.getMessage(), e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
