/// The one way in: a message is interpreted, committed, and only then acknowledged.
package pilotfeld.processing.intake;
