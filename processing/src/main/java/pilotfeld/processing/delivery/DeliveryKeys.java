package pilotfeld.processing.delivery;

import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.secret.KeyUnavailable;
import pilotfeld.processing.secret.MasterSecret;

/// The keys of delivered devices, for network servers and nobody else.
public final class DeliveryKeys {

  private static final String KEY =
      "SELECT app_key_encrypted FROM delivery WHERE dev_eui = :devEui AND app_key_encrypted IS NOT NULL";

  private final Jdbi jdbi;
  private final Optional<MasterSecret> secret;

  /// @param secret with which they were encrypted; empty where none is set
  public DeliveryKeys(Jdbi jdbi, Optional<MasterSecret> secret) {
    this.jdbi = jdbi;
    this.secret = secret;
  }

  /// The key of a device; empty if no list has one.
  ///
  /// @param devEui sixteen lower-case hex digits
  /// @throws KeyUnavailable if it was encrypted with another secret
  public Optional<AppKey> find(String devEui) {
    return jdbi.withHandle(
            handle -> handle.createQuery(KEY).bind("devEui", devEui).mapTo(byte[].class).findOne())
        .map(bytes -> opened(devEui, bytes));
  }

  private AppKey opened(String devEui, byte[] bytes) {
    return secret
        .flatMap(each -> each.open(bytes, DeliveryImport.about(devEui)))
        .map(AppKey::of)
        .orElseThrow(
            () ->
                new KeyUnavailable(
                    "its AppKey was sealed with another secret than this PILOTFELD_SECRET_KEY: set the right one, or import the delivery list with --replace"));
  }
}
