package pilotfeld.processing.registry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import pilotfeld.processing.codec.Codec;
import pilotfeld.processing.quality.Checks;
import pilotfeld.processing.reading.SeriesKey.SubjectKind;

/// A kind of device: how its payloads are decoded and what the decoded fields mean.
///
/// @param id vendor and model, such as `decentlab-dl-mbx`
/// @param version hash of definition and codec
/// @param interval how often a healthy device reports
/// @param codec empty for sensors that name their values themselves
/// @param timeField the decoded field that says when it was measured; empty if the payload has none
/// @param quantities which field is which quantity
public record DeviceModel(
    String id,
    String version,
    String vendor,
    String name,
    Duration interval,
    Optional<Codec> codec,
    Optional<String> timeField,
    List<Quantity> quantities) {

  /// @throws IllegalArgumentException if the interval is not positive, or two fields are the same
  ///   quantity and channel
  public DeviceModel {
    requireNonNull(id, "id");
    quantities = List.copyOf(quantities);
    if (!interval.isPositive()) {
      throw new IllegalArgumentException("interval must be positive");
    }
    var distinct =
        quantities.stream()
            .map(each -> List.of(each.of(), each.quantity(), each.channel()))
            .distinct()
            .count();
    if (distinct < quantities.size()) {
      throw new IllegalArgumentException("two fields have the same quantity and channel");
    }
  }

  /// One field of the decoded payload.
  ///
  /// @param field name in the decoded object; nested objects by dots
  /// @param fieldUnit UCUM code of what the field has
  /// @param quantity canonical name
  /// @param unit UCUM code of what is kept
  /// @param of whether it is measured at the site or of the device itself
  /// @param channel tells apart several of the same quantity
  /// @param values numbers for words that the codec gives; usually empty
  /// @param checks quality tests, in the unit of what is kept
  public record Quantity(
      String field,
      String fieldUnit,
      String quantity,
      String unit,
      SubjectKind of,
      String channel,
      Map<String, Double> values,
      Checks checks) {

    private static final Set<String> RADIO = Set.of("rssi", "snr");

    /// @throws IllegalArgumentException if a name is missing or not of the form that series have
    public Quantity {
      if (field == null || field.isEmpty()) {
        throw new IllegalArgumentException("a quantity has no field");
      }
      if (quantity == null || !quantity.matches("[a-z][a-z0-9_]{0,62}")) {
        throw new IllegalArgumentException(
            "field " + field + ": quantity must be lower-case words joined by _");
      }
      if (RADIO.contains(quantity)) {
        throw new IllegalArgumentException(
            "field %s: %s is no quantity: the network server tells it of every frame, and it stands beside the uplink"
                .formatted(field, quantity));
      }
      if (values.values().stream().anyMatch(Objects::isNull)) {
        throw new IllegalArgumentException("field " + field + ": a word in values has no number");
      }
      values = Map.copyOf(values);
      requireNonNull(fieldUnit, "fieldUnit");
      requireNonNull(unit, "unit");
    }
  }
}
