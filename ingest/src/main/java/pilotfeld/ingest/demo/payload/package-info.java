/// The bytes that the demonstration's devices send, as their vendors publish them.
package pilotfeld.ingest.demo.payload;
