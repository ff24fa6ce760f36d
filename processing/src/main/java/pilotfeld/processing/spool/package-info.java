/// What is kept on disk while the database is away: acknowledged, in the order of its arrival,
/// until it is in the tables.
package pilotfeld.processing.spool;
