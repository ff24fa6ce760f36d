/// Messages over MQTT 5, from network servers and brokers.
package pilotfeld.ingest.mqtt;
