/// Messages over HTTP, posted by network servers to webhooks.
package pilotfeld.ingest.hook;
