/// Tables that people and vendors export as CSV, read without asking how: encoding, separator, the
/// line that names the columns, and decimal points or commas.
package pilotfeld.processing.sheet;
