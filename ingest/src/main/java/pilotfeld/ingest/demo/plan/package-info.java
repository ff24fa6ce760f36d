/// The demonstration's plan: which pilots there are, and which device stands where and since when.
package pilotfeld.ingest.demo.plan;
