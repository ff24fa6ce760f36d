/// The one program: `Main` and its commands.
package pilotfeld.ingest;
