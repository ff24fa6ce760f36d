/// The interface for programs, as `openapi.yaml` says it: that file is read at the start, and what
/// it does not say is not answered.
package pilotfeld.processing.api;
