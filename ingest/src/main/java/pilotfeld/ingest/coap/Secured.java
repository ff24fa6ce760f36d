package pilotfeld.ingest.coap;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import pilotfeld.processing.secret.DeviceKeys;

/// CoAP over DTLS.
///
/// @param address on which it listens; the port 0 is one that the system chooses
/// @param keys by which devices are known
public record Secured(InetSocketAddress address, DeviceKeys keys) {

  public Secured {
    requireNonNull(address, "address");
    requireNonNull(keys, "keys");
  }
}
