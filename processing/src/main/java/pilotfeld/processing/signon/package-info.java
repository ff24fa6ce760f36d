/// Signing in at the organisation's own provider, by OpenID Connect.
package pilotfeld.processing.signon;
