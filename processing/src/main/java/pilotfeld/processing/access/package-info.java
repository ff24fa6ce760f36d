/// With which sensors of their own get in at the broker.
package pilotfeld.processing.access;
