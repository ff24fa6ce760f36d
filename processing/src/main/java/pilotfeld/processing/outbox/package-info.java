/// What must go out to other servers: written together with its cause, sent until it has arrived.
package pilotfeld.processing.outbox;
