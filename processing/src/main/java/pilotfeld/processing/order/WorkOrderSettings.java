package pilotfeld.processing.order;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/// Where work orders go.
///
/// @param url `https://…`, or `http://` on loopback
/// @param secret with which they are signed
public record WorkOrderSettings(URI url, WebhookSecret secret) {

  public WorkOrderSettings {
    requireNonNull(url, "url");
    requireNonNull(secret, "secret");
  }
}
