package pilotfeld.ingest.coap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapHandler;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.junit.jupiter.api.Test;
import pilotfeld.ingest.RunningSystem;
import pilotfeld.processing.fixture.Eventually;

class CoapOverloadIT {

  private static final int TOO_MANY = 20;

  @Test
  void whenTheDatabaseTakesNothingMoreSensorsAreToldToComeBackAndNothingIsLost() throws Exception {
    try (var system = new RunningSystem(Map.of());
        var handle = system.jdbi().open()) {
      handle.begin();
      handle.execute("LOCK TABLE uplink IN ACCESS EXCLUSIVE MODE");
      var answers =
          IntStream.range(0, CoapReceiver.IN_FLIGHT_LIMIT + TOO_MANY)
              .mapToObj(number -> post(system, number))
              .toList();

      Eventually.equal(
          (long) TOO_MANY, () -> answers.stream().filter(CompletableFuture::isDone).count());
      for (var answer : answers.stream().filter(CompletableFuture::isDone).toList()) {
        assertEquals(ResponseCode.SERVICE_UNAVAILABLE, answer.get().getCode());
        assertEquals(CoapReceiver.COME_BACK_AFTER, answer.get().getOptions().getMaxAge());
      }

      handle.rollback();
      var taken =
          answers.stream()
              .map(CompletableFuture::join)
              .filter(answer -> answer.getCode() == ResponseCode.CHANGED)
              .count();
      assertEquals(CoapReceiver.IN_FLIGHT_LIMIT, taken);
      assertEquals(
          taken, handle.createQuery("SELECT count(*) FROM uplink").mapTo(Long.class).one());
    }
  }

  private static CompletableFuture<CoapResponse> post(RunningSystem system, int number) {
    var answer = new CompletableFuture<CoapResponse>();
    var client = new CoapClient(system.coap() + "/up/sensor-" + number);
    client.post(
        new CoapHandler() {
          @Override
          public void onLoad(CoapResponse response) {
            answer.complete(response);
          }

          @Override
          public void onError() {
            answer.completeExceptionally(new IllegalStateException("no answer"));
          }
        },
        "[{\"n\":\"distance\",\"v\":1}]",
        110);
    return answer;
  }
}
