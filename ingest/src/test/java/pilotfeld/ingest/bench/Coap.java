package pilotfeld.ingest.bench;

import static org.eclipse.californium.core.coap.CoAP.ResponseCode.CHANGED;

import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import pilotfeld.processing.fixture.AtOnce;

/// Confirmable requests of sensors that each send one after the other, from a port of their own: a
/// sender has only so many message ids in a time.
final class Coap implements Part {

  private static final int SENML_JSON = 110;
  private static final int DIGITS = 3;

  @Override
  public String name() {
    return "coap";
  }

  @Override
  public void run(Rig rig, Samples samples) {
    var nanos = new ConcurrentHistogram(Plan.RUN_LIMIT.multipliedBy(2).toNanos(), DIGITS);
    var begun = System.nanoTime();
    var sensors =
        IntStream.range(0, Probes.COAP_DEVICES)
            .<Callable<Integer>>mapToObj(number -> () -> send(rig, number, nanos))
            .toList();
    AtOnce.call(sensors.size(), sensors);
    samples.add(
        "coap.requests", "requests/s", nanos.getTotalCount() * 1e9 / (System.nanoTime() - begun));
    Latency.add(samples, "coap", nanos);
    rig.awaitFlags();
  }

  private static int send(Rig rig, int number, Histogram nanos) throws Exception {
    var configuration =
        Configuration.createStandardWithoutFile()
            .set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1)
            .set(UdpConfig.UDP_RECEIVER_THREAD_COUNT, 1)
            .set(UdpConfig.UDP_SENDER_THREAD_COUNT, 1);
    var endpoint = CoapEndpoint.builder().setConfiguration(configuration).setPort(0).build();
    var client = new CoapClient(rig.coap() + "/up/" + Probes.coapDevice(number));
    client.setEndpoint(endpoint);
    endpoint.start();
    try {
      return send(client, rig, nanos);
    } finally {
      client.shutdown();
      endpoint.destroy();
    }
  }

  private static int send(CoapClient client, Rig rig, Histogram nanos) throws Exception {
    var end = System.nanoTime() + rig.plan().paced().toNanos();
    var count = 0;
    while (System.nanoTime() < end) {
      var begun = System.nanoTime();
      var response = client.post(body(), SENML_JSON);
      if (response == null || response.getCode() != CHANGED) {
        throw new IllegalStateException("no 2.04 but " + response);
      }
      nanos.recordValue(System.nanoTime() - begun);
      count++;
    }
    return count;
  }

  private static String body() {
    var now = Instant.now();
    return """
        [{"bt":%d.%06d,"n":"distance","u":"mm","v":1234},{"n":"temperature","u":"Cel","v":12.5},
         {"n":"battery_voltage","u":"V","v":3.6}]"""
        .formatted(now.getEpochSecond(), now.getNano() / 1000);
  }
}
