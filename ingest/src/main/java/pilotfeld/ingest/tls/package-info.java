/// Certificates for what listens here, read anew when their files change.
package pilotfeld.ingest.tls;
