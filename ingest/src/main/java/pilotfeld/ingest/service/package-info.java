/// Puts the parts together, by role, and takes them apart again.
package pilotfeld.ingest.service;
