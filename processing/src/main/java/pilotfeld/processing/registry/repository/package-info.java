/// Device models proposed from public device repositories.
package pilotfeld.processing.registry.repository;
