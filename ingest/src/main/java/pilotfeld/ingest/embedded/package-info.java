/// An MQTT broker inside this process, for trying Pilotfeld without one.
package pilotfeld.ingest.embedded;
