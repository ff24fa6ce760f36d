package pilotfeld.ingest.setup;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;

/// X.509 certificates ([RFC 5280](https://www.rfc-editor.org/rfc/rfc5280)) with keys on P-256,
/// which small devices know too.
final class Certificates {

  static final String KEY_ALGORITHM = "EC";

  // Longer than any pilot: an expired certificate silences every sensor on the same day.
  static final Duration VALID = Duration.ofDays(3650);
  // For clients whose clock is slow.
  private static final Duration BACKDATED = Duration.ofDays(1);
  private static final int SERIAL_BITS = 120;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final X500Principal AUTHORITY = new X500Principal("CN=Pilotfeld local authority");

  private Certificates() {}

  static KeyPair newKeys() {
    try {
      var generator = KeyPairGenerator.getInstance(KEY_ALGORITHM);
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  /// Signed with its own key.
  static X509Certificate authority(KeyPair keys, Instant now) {
    return made(
        () -> {
          var extensions = new JcaX509ExtensionUtils();
          var certificate =
              draft(AUTHORITY, AUTHORITY, keys, VALID, now)
                  .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                  .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign))
                  .addExtension(
                      Extension.subjectKeyIdentifier,
                      false,
                      extensions.createSubjectKeyIdentifier(keys.getPublic()));
          return signed(certificate, keys.getPrivate());
        });
  }

  /// For a server that is reached under these names.
  static X509Certificate server(
      Authority issuer,
      String title,
      KeyPair keys,
      List<String> names,
      Duration valid,
      Instant now) {
    return made(
        () -> {
          var extensions = new JcaX509ExtensionUtils();
          var certificate =
              draft(AUTHORITY, new X500Principal("CN=" + title), keys, valid, now)
                  .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                  .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                  .addExtension(
                      Extension.extendedKeyUsage,
                      false,
                      new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                  .addExtension(
                      Extension.authorityKeyIdentifier,
                      false,
                      extensions.createAuthorityKeyIdentifier(issuer.certificate()))
                  .addExtension(Extension.subjectAlternativeName, false, alternatives(names));
          return signed(certificate, issuer.key());
        });
  }

  private static JcaX509v3CertificateBuilder draft(
      X500Principal issuer, X500Principal subject, KeyPair keys, Duration valid, Instant now) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(SERIAL_BITS, RANDOM),
        Date.from(now.minus(BACKDATED)),
        Date.from(now.plus(valid)),
        subject,
        keys.getPublic());
  }

  private static GeneralNames alternatives(List<String> names) {
    return new GeneralNames(
        names.stream().map(name -> new GeneralName(kind(name), name)).toArray(GeneralName[]::new));
  }

  private static int kind(String name) {
    return IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName;
  }

  private static X509Certificate signed(X509v3CertificateBuilder certificate, PrivateKey key)
      throws GeneralSecurityException, OperatorCreationException {
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
    return new JcaX509CertificateConverter().getCertificate(certificate.build(signer));
  }

  private static X509Certificate made(Making making) {
    try {
      return making.make();
    } catch (CertIOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("every JDK signs certificates on P-256", e);
    }
  }

  private interface Making {
    X509Certificate make()
        throws CertIOException, GeneralSecurityException, OperatorCreationException;
  }
}
