package pilotfeld.processing.pilot;

/// How far an import is.
///
/// @param written sites and devices that are written, of all that there are to write
public record Progress(int written, int all) {}
