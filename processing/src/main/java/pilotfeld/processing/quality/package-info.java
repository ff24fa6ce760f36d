/// Quality tests after QARTOD: pure functions from values to flags. Raw values are never altered.
package pilotfeld.processing.quality;
