/// What is done to readings after they were stored: flags that need neighbours, and messages whose
/// device became known late.
package pilotfeld.processing.worker;
