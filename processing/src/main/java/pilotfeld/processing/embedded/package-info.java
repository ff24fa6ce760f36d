/// A PostgreSQL from Maven's binaries, for trying Pilotfeld without a database, and for tests.
package pilotfeld.processing.embedded;
