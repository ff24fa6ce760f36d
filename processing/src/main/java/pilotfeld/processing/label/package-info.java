/// What a technician scans: the text of a device's code, and a photo of it.
package pilotfeld.processing.label;
