/// How frames travel from the demonstration's sensors to its gateways, and which are lost.
package pilotfeld.ingest.demo.radio;
