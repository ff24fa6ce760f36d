/// What goes on in the demonstration's Osnabrück: curves that are pure functions of a seed and a
/// time.
package pilotfeld.ingest.demo.world;
