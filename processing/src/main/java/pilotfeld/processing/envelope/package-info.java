/// What a network server or a sensor sent, read into one shape whatever its format.
package pilotfeld.processing.envelope;
