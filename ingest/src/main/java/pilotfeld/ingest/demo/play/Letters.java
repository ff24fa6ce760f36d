package pilotfeld.ingest.demo.play;

import java.time.Duration;
import java.time.Instant;
import pilotfeld.ingest.demo.frame.ChirpstackJson;
import pilotfeld.ingest.demo.frame.DemoFrame;
import pilotfeld.ingest.demo.frame.JoinFrame;
import pilotfeld.ingest.demo.frame.LorawanFrame;
import pilotfeld.ingest.demo.frame.Publication;
import pilotfeld.ingest.demo.frame.SenmlJson;
import pilotfeld.ingest.demo.frame.SensorPack;
import pilotfeld.ingest.demo.plan.Fleet;
import pilotfeld.processing.reading.Message;

/// What the demonstration's frames look like on the wire.
final class Letters {

  /// From the sensor to us, over gateway and network server.
  private static final Duration ON_THE_WAY = Duration.ofMillis(900);

  private static final int SENML_JSON = 110;

  private final String source;
  private final ChirpstackJson chirpstack;
  private final SenmlJson senml = new SenmlJson();

  /// @param source under which the network server's messages are kept
  Letters(Fleet fleet, String source) {
    this.source = source;
    this.chirpstack = new ChirpstackJson(fleet);
  }

  /// The message as it arrived when it was sent.
  Message message(DemoFrame frame) {
    var arrivedAt = frame.sentAt().plus(ON_THE_WAY);
    return switch (frame) {
      case LorawanFrame lorawan -> message(chirpstack.uplink(lorawan), arrivedAt);
      case JoinFrame join -> message(chirpstack.join(join), arrivedAt);
      case SensorPack pack ->
          new Message(
              "coap", "up/" + pack.device() + "?ct=" + SENML_JSON, pack(pack), arrivedAt, false);
    };
  }

  private Message message(Publication publication, Instant arrivedAt) {
    return new Message(source, publication.topic(), publication.body(), arrivedAt, false);
  }

  Publication publication(LorawanFrame frame) {
    return chirpstack.uplink(frame);
  }

  Publication publication(JoinFrame frame) {
    return chirpstack.join(frame);
  }

  byte[] pack(SensorPack pack) {
    return senml.pack(pack);
  }
}
