/// A whole pilot from a file: which device of which model is at which site since when, held beside
/// what is registered, and brought in as a whole.
package pilotfeld.processing.pilot;
