/// Figures for Prometheus. The one place that knows Micrometer: components show plain readings of
/// themselves, or tell an observer.
package pilotfeld.processing.metrics;
