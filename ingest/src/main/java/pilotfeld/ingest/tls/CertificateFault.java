package pilotfeld.ingest.tls;

/// A certificate and its key cannot be used; the message says which file and why, for operators.
public final class CertificateFault extends RuntimeException {

  private static final long serialVersionUID = 1;

  CertificateFault(String message) {
    super(message);
  }

  CertificateFault(String message, Throwable cause) {
    super(message, cause);
  }
}
