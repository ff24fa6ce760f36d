/// Units of measurement: UCUM codes, the conversions between them, and the names that SenML has for
/// them.
package pilotfeld.processing.unit;
