/// What the demonstration's sensors and its network server send, down to the bytes of each message.
package pilotfeld.ingest.demo.frame;
