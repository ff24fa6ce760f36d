/// Keys of devices, encrypted at rest.
package pilotfeld.processing.secret;
