/// Messages over CoAP (RFC 7252), from sensors that speak for themselves.
package pilotfeld.ingest.coap;
