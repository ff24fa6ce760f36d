package pilotfeld.ingest.demo.frame;

/// A message to publish by MQTT.
public record Publication(String topic, byte[] body) {}
