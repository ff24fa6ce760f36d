/// Copies of everything that was acknowledged, and the way back.
package pilotfeld.processing.backup;
