package pilotfeld.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import pilotfeld.processing.trust.Authority;

/// A client of HTTPS that trusts one authority and no other.
public final class TrustingClient {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private TrustingClient() {}

  /// A new one, without connections that are open already.
  ///
  /// @param authority its certificate in PEM
  public static HttpClient of(String authority) throws IOException {
    return builder(authority).build();
  }

  /// The same, to be completed.
  static HttpClient.Builder builder(String authority) throws IOException {
    return HttpClient.newBuilder().connectTimeout(PATIENCE).sslContext(trustOnly(authority));
  }

  private static SSLContext trustOnly(String authority) throws IOException {
    try {
      var pem = new ByteArrayInputStream(authority.getBytes(StandardCharsets.US_ASCII));
      return Authority.only(pem);
    } catch (GeneralSecurityException e) {
      throw new IOException("no certificate authority: " + authority, e);
    }
  }
}
