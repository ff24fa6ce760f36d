/// The operator's network servers: what is registered here is made known there.
package pilotfeld.processing.network;
