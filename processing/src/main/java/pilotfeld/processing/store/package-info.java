/// The tables: schema, the one commit of the way, and what is done when the database is away. Only
/// here is JDBC used.
package pilotfeld.processing.store;
