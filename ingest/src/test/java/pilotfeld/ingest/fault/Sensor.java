package pilotfeld.ingest.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.elements.exception.ConnectorException;

/// A sensor of one's own: posts by confirmable CoAP, one after the other, each until 2.04.
final class Sensor {

  private static final int JSON = 50;
  private static final long ANSWER_MILLIS = 3_000;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final String address;
  private final Set<Sent> acknowledged = ConcurrentHashMap.newKeySet();

  Sensor(String address) {
    this.address = address;
  }

  /// Posts until all are acknowledged or the thread is interrupted.
  void post(List<Sent> messages) {
    var client = new CoapClient(address).setTimeout(ANSWER_MILLIS);
    client.setEndpoint(
        CoapEndpoint.builder()
            .setConfiguration(
                new Configuration(
                    CoapConfig.DEFINITIONS, UdpConfig.DEFINITIONS, SystemConfig.DEFINITIONS))
            .build());
    for (var each : messages) {
      while (!isTaken(client, each)) {
        if (Thread.interrupted()) {
          return;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      acknowledged.add(each);
    }
    client.shutdown();
  }

  private static boolean isTaken(CoapClient client, Sent each) {
    try {
      var answer = client.post(each.body(), JSON);
      return answer != null && answer.getCode() == ResponseCode.CHANGED;
    } catch (ConnectorException | IOException e) {
      return false;
    }
  }

  /// Everything that was acknowledged so far.
  Set<Sent> acknowledged() {
    return Set.copyOf(acknowledged);
  }
}
