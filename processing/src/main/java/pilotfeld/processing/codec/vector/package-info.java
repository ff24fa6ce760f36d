/// Proves codecs with the vectors that are published beside them.
package pilotfeld.processing.codec.vector;
