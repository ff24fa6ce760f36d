/// Payload codecs in JavaScript (LoRa Alliance TS013), run where they can reach nothing and last no
/// longer than allowed.
package pilotfeld.processing.codec;
