package pilotfeld.ingest.setup;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A certificate authority of this installation alone.
record Authority(PrivateKey key, X509Certificate certificate) {

  /// A new one.
  static Authority create(Instant now) {
    var keys = Certificates.newKeys();
    return new Authority(keys.getPrivate(), Certificates.authority(keys, now));
  }

  /// Reads what [#pem()] wrote.
  ///
  /// @throws IllegalArgumentException if certificate or key is missing or broken
  static Authority parse(String pem) {
    var blocks = Pem.blocks(pem);
    if (!blocks.containsKey(Pem.CERTIFICATE) || !blocks.containsKey(Pem.PRIVATE_KEY)) {
      throw new IllegalArgumentException("the authority's file lacks its certificate or its key");
    }
    try {
      var certificate =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(blocks.get(Pem.CERTIFICATE)));
      var key =
          KeyFactory.getInstance(Certificates.KEY_ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(blocks.get(Pem.PRIVATE_KEY)));
      return new Authority(key, (X509Certificate) certificate);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the authority's file is broken: " + e.getMessage(), e);
    }
  }

  /// Certificate and key.
  String pem() {
    return pem(certificate, key);
  }

  /// The certificate alone, for those who are to trust it.
  String certificatePem() {
    return Pem.block(Pem.CERTIFICATE, encoded(certificate));
  }

  /// A certificate for a server, and its key.
  ///
  /// @param title by which people tell it from others
  /// @param names DNS names and IP addresses under which it is reached
  Issued issue(String title, List<String> names, Duration valid, Instant now) {
    var keys = Certificates.newKeys();
    var certificate = Certificates.server(this, title, keys, names, valid, now);
    return new Issued(
        Pem.block(Pem.CERTIFICATE, encoded(certificate)),
        Pem.block(Pem.PRIVATE_KEY, keys.getPrivate().getEncoded()));
  }

  /// What a server shows, and what it keeps to itself, both in PEM.
  record Issued(String certificate, String key) {

    /// In one text.
    String pem() {
      return certificate + "\n" + key;
    }

    /// Without the key.
    @Override
    public String toString() {
      return certificate;
    }
  }

  private static String pem(X509Certificate certificate, PrivateKey key) {
    return Pem.block(Pem.CERTIFICATE, encoded(certificate))
        + "\n"
        + Pem.block(Pem.PRIVATE_KEY, key.getEncoded());
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was made or read can be written", e);
    }
  }
}
