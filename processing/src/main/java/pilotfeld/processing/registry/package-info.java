/// What is known beforehand: pilots, sites, models, devices, and which device was where when.
package pilotfeld.processing.registry;
