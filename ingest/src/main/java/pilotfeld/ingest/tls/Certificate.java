package pilotfeld.ingest.tls;

import io.vertx.core.net.KeyCertOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;

/// A certificate with its key, as a server shows it.
public final class Certificate {

  private static final String ALIAS = "server";
  private static final byte[] ANYTHING = {1};
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

  private final List<X509Certificate> chain;
  private final PrivateKey key;

  private Certificate(List<X509Certificate> chain, PrivateKey key) {
    this.chain = chain;
    this.key = key;
  }

  static Certificate of(List<X509Certificate> chain, PrivateKey key, CertificateFiles files) {
    if (!isKeyOf(chain.getFirst(), key)) {
      throw new CertificateFault(
          "the key in %s does not belong to the first certificate in %s"
              .formatted(files.key(), files.certificate()));
    }
    return new Certificate(chain, key);
  }

  private static boolean isKeyOf(X509Certificate certificate, PrivateKey key) {
    try {
      var algorithm = SIGNATURES.getOrDefault(key.getAlgorithm(), key.getAlgorithm());
      var signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(ANYTHING);
      var checker = Signature.getInstance(algorithm);
      checker.initVerify(certificate.getPublicKey());
      checker.update(ANYTHING);
      return checker.verify(signer.sign());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /// When it ends.
  public Instant expiresAt() {
    return chain.getFirst().getNotAfter().toInstant();
  }

  /// Whether nothing has changed since the other was read.
  boolean isSame(Certificate other) {
    return chain.equals(other.chain) && Arrays.equals(key.getEncoded(), other.key.getEncoded());
  }

  KeyCertOptions options() {
    var password = new char[0];
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      store.setKeyEntry(ALIAS, key, password, chain.toArray(X509Certificate[]::new));
      var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, password);
      return KeyCertOptions.wrap(managers);
    } catch (GeneralSecurityException | IOException e) {
      throw new CertificateFault("the certificate cannot be used: " + e.getMessage(), e);
    }
  }
}
