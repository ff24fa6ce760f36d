/// What can be asked of the program on the command line.
package pilotfeld.ingest.command;
