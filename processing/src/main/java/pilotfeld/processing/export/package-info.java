/// Readings as files, for evaluators. Streamed: a million rows need no more memory than ten.
package pilotfeld.processing.export;
