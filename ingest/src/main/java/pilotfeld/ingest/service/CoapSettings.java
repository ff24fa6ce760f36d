package pilotfeld.ingest.service;

import java.net.InetSocketAddress;
import java.util.List;

/// Where CoAP listens.
///
/// @param secured by DTLS
record CoapSettings(InetSocketAddress plain, InetSocketAddress secured) {

  private static final String LOOPBACK = "loopback";
  private static final String ANYWHERE = "anywhere";

  /// Reads them; what is wrong becomes a fault of the environment.
  static CoapSettings from(Environment environment) {
    return new CoapSettings(
        plain(environment), environment.address(Setting.COAPS_HOST, Setting.COAPS_PORT));
  }

  private static InetSocketAddress plain(Environment environment) {
    var address = environment.address(Setting.COAP_HOST, Setting.COAP_PORT);
    var where = environment.value(Setting.COAP_PLAIN);
    if (!List.of(LOOPBACK, ANYWHERE).contains(where)) {
      environment.fault(
          "PILOTFELD_COAP_PLAIN is “" + where + "”: loopback or anywhere belongs there");
    }
    if (!isLoopback(address) && !where.equals(ANYWHERE)) {
      environment.fault(
          "PILOTFELD_COAP_HOST is “"
              + environment.value(Setting.COAP_HOST)
              + "”: plain CoAP knows no sender and stays on loopback; let sensors use DTLS"
              + " (PILOTFELD_COAPS_HOST), or set PILOTFELD_COAP_PLAIN=anywhere where the network"
              + " keeps strangers out");
    }
    return address;
  }

  private static boolean isLoopback(InetSocketAddress address) {
    return address.getAddress() != null && address.getAddress().isLoopbackAddress();
  }
}
