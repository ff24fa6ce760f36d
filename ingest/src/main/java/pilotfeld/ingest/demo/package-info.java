/// The demonstration fleet: invented sensors in Osnabrück that send what real ones would.
package pilotfeld.ingest.demo;
