/// What a technician does where the sensors hang: what a phone needs to know on the way, the tasks
/// that it sends in, and whether a sensor is heard.
package pilotfeld.processing.field;
