/// Who asks through a proxy.
package pilotfeld.processing.proxy;
