/// What a new installation needs once, before anything of it starts: passwords and certificates.
package pilotfeld.ingest.setup;
