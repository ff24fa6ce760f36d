/// What every receiver does with those whom it turns away.
package pilotfeld.ingest.door;
