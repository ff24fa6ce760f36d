/// The operator's register of assets: its files, what they change, and which site was at which
/// asset when.
package pilotfeld.processing.asset;
