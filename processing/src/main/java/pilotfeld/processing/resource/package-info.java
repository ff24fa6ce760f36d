/// What the interface for programs shows and changes, a class for each kind of thing.
package pilotfeld.processing.resource;
