/// The contract: what a message, an uplink and a measured value are, and how they are told apart.
/// Pure values.
package pilotfeld.processing.reading;
