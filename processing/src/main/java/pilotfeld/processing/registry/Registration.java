package pilotfeld.processing.registry;

import java.util.Optional;
import pilotfeld.processing.registry.Registrar.Pilot;
import pilotfeld.processing.registry.Registrar.Placement;

/// A device that somebody puts at a site, with what may be new about it.
///
/// @param pilot of the site; made if there is none of its id
/// @param name of the site; empty for what it has, which is its id if it is new
/// @param position of the site; empty for what it has, which is none if it is new
/// @param source of the device's model, which is brought up to date; empty if its folder is not
///   here
/// @param placement device, model and site
public record Registration(
    Pilot pilot,
    Optional<String> name,
    Optional<Position> position,
    Optional<ModelFolders.Source> source,
    Placement placement) {}
