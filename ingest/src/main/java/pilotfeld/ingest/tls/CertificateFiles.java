package pilotfeld.ingest.tls;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/// Where a server's certificate and its key are.
///
/// @param certificate in PEM, those that lead to its authority behind it
/// @param key in PEM without a password, as PKCS #8 or as OpenSSL writes it
public record CertificateFiles(Path certificate, Path key) {

  /// Longest file that is read, in bytes.
  static final int BYTE_LIMIT = 256 * 1024;

  public CertificateFiles {
    requireNonNull(certificate, "certificate");
    requireNonNull(key, "key");
  }

  /// Reads both.
  ///
  /// @throws CertificateFault if one cannot be read, or they do not belong together
  public Certificate read() {
    var certificateText = text(certificate);
    var keyText = text(key);
    return Certificate.of(chain(certificateText), key(keyText), this);
  }

  private static String text(Path file) {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(BYTE_LIMIT + 1);
      if (bytes.length > BYTE_LIMIT) {
        throw new CertificateFault(file + " is larger than " + BYTE_LIMIT + " bytes");
      }
      return new String(bytes, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new CertificateFault(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private List<X509Certificate> chain(String text) {
    var chain = new ArrayList<X509Certificate>();
    try (var pem = new PEMParser(new StringReader(text))) {
      for (var part = pem.readObject(); part != null; part = pem.readObject()) {
        if (part instanceof X509CertificateHolder holder) {
          chain.add(new JcaX509CertificateConverter().getCertificate(holder));
        }
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new CertificateFault(certificate + " holds a certificate that cannot be read", e);
    }
    if (chain.isEmpty()) {
      throw new CertificateFault(certificate + " holds no certificate in PEM");
    }
    return chain;
  }

  // What is in it is not repeated, not even by an exception's message.
  private PrivateKey key(String text) {
    try (var pem = new PEMParser(new StringReader(text))) {
      for (var part = pem.readObject(); part != null; part = pem.readObject()) {
        if (part instanceof PrivateKeyInfo info) {
          return new JcaPEMKeyConverter().getPrivateKey(info);
        }
        if (part instanceof PEMKeyPair pair) {
          return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
        }
      }
    } catch (IOException e) {
      throw new CertificateFault(key + " holds a key that cannot be read");
    }
    throw new CertificateFault(key + " holds no private key in PEM without a password");
  }
}
