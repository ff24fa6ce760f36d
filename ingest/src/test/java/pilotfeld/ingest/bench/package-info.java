/// What the machine gives: `mvn -Pbench` runs the parts against real processes and prints one
/// table.
package pilotfeld.ingest.bench;
