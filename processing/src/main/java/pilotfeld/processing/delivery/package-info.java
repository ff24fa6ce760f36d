/// What vendors delivered: their lists of devices, and whether a label is on one of them.
package pilotfeld.processing.delivery;
