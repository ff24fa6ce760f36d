/// Whom connections to other servers trust.
package pilotfeld.processing.trust;
