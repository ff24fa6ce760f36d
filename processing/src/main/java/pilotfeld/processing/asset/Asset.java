package pilotfeld.processing.asset;

import java.util.Optional;
import pilotfeld.processing.registry.Position;

/// Something of the operator that stands where it stands, as its register has it. What the register
/// does not say is empty.
///
/// @param id the operator's own
/// @param kind such as `transformer_station`
/// @param voltageLevel `low`, `medium`, `high` or `extra_high`
/// @param medium such as `waste_water`
/// @param lifecycle `planned`, `in_service`, `out_of_service` or `removed`
public record Asset(
    String id,
    String kind,
    String name,
    Optional<String> voltageLevel,
    Optional<String> medium,
    Optional<String> lifecycle,
    Optional<Position> position) {}
