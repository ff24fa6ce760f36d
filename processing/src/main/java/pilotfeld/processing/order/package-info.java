/// What somebody must see to, told to the system with which the operator plans work.
package pilotfeld.processing.order;
