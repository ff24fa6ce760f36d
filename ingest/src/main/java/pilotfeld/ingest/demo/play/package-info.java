/// Plays the demonstration fleet: enters it into the registry, feeds its past through the intake,
/// and sends what is live over MQTT and CoAP.
package pilotfeld.ingest.demo.play;
