/// What every answer over HTTP needs: who asks, on which thread, what is wrong, and how much one
/// client may ask.
package pilotfeld.processing.http;
