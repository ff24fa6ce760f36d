/// Messages over MQTT 5 or 3.1.1, from network servers and brokers.
package pilotfeld.ingest.mqtt;
