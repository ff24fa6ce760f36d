package pilotfeld.processing.registry;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;
import java.time.Month;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pilotfeld.processing.codec.Codec;
import pilotfeld.processing.quality.Checks;
import pilotfeld.processing.quality.Span;
import pilotfeld.processing.reading.SeriesKey.SubjectKind;
import pilotfeld.processing.unit.Conversion;
import pilotfeld.processing.unit.Units;

/// The shape of `model.yaml`; every property that is not listed here is an error.
record ModelFile(
    boolean proposed,
    String vendor,
    String name,
    String description,
    String documentation,
    Duration interval,
    String codec,
    String time,
    List<QuantityEntry> quantities) {

  private static final String SCRIPT = "codec.js";
  private static final String CAYENNE_LPP = "cayenne-lpp";

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .addModule(new JavaTimeModule().enable(JavaTimeFeature.ONE_BASED_MONTHS))
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build();

  /// @throws IllegalArgumentException naming the model, the place and what belongs there
  static DeviceModel read(String id, String version, String definition, Optional<String> script) {
    try {
      var file = YAML.readValue(definition, ModelFile.class);
      if (file == null) {
        throw new IllegalArgumentException("it is empty");
      }
      return file.model(id, version, script);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "model %s, model.yaml: %s".formatted(id, YamlFault.explain(e)), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "model %s, model.yaml: %s".formatted(id, e.getMessage()), e);
    }
  }

  /// Whether a definition says so; one that cannot be read says nothing.
  static boolean isProposed(String definition) {
    try {
      return YAML.readTree(definition).path("proposed").asBoolean();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private DeviceModel model(String id, String version, Optional<String> script) {
    if (proposed) {
      throw new IllegalArgumentException(
          "it is a proposal: check its quantities and units, then take away the line “proposed: true”");
    }
    if (vendor == null || name == null || interval == null || quantities == null) {
      throw new IllegalArgumentException("vendor, name, interval and quantities are required");
    }
    if (quantities.contains(null)) {
      throw new IllegalArgumentException("quantities has an empty entry");
    }
    return new DeviceModel(
        id,
        version,
        vendor,
        name,
        interval,
        codec(script),
        Optional.ofNullable(time),
        quantities.stream().map(QuantityEntry::quantity).toList());
  }

  private Optional<Codec> codec(Optional<String> script) {
    if (codec == null) {
      return script.map(Codec.Script::new);
    }
    if (codec.equals(SCRIPT) && script.isPresent()) {
      return Optional.of(new Codec.Script(script.get()));
    }
    if (codec.equals(CAYENNE_LPP) && script.isEmpty()) {
      return Optional.of(new Codec.CayenneLpp());
    }
    throw new IllegalArgumentException(
        "codec must be %s, with that file beside it, or %s, without; it is “%s”"
            .formatted(SCRIPT, CAYENNE_LPP, codec));
  }

  record QuantityEntry(
      String field,
      @JsonProperty("quantity") String canonicalName,
      String unit,
      SubjectKind of,
      String channel,
      Map<String, Double> values,
      RangeEntry range,
      SpikeEntry spike,
      RateEntry rate,
      FlatEntry flat,
      Duration gap,
      List<SeasonEntry> climatology) {

    DeviceModel.Quantity quantity() {
      var conversion = conversion();
      return new DeviceModel.Quantity(
          field,
          unit,
          canonicalName,
          kept(),
          requireNonNullElse(of, SubjectKind.SITE),
          requireNonNullElse(channel, ""),
          requireNonNullElse(values, Map.of()),
          checks().converted(conversion::apply, conversion::applyToDifference));
    }

    private String kept() {
      return Optional.ofNullable(canonicalName).flatMap(Quantities::unit).orElse(unit);
    }

    private Conversion conversion() {
      Units.faultOf(requireNonNullElse(unit, ""))
          .ifPresent(
              fault -> {
                throw new IllegalArgumentException("field " + field + ": " + fault);
              });
      return Units.conversion(unit, kept())
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "field %s: %s does not convert to %s, the unit that %s is kept in"
                          .formatted(field, unit, kept(), canonicalName)));
    }

    private Checks checks() {
      try {
        return configured();
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("field " + field + ": " + e.getMessage(), e);
      }
    }

    private Checks configured() {
      return new Checks(
          Optional.ofNullable(range).map(RangeEntry::range),
          Optional.ofNullable(spike).map(each -> new Checks.Spike(each.suspect, each.fail)),
          Optional.ofNullable(rate).map(each -> new Checks.Rate(each.suspect, each.per)),
          Optional.ofNullable(flat)
              .map(each -> new Checks.FlatLine(each.tolerance, each.suspect, each.fail)),
          Optional.ofNullable(gap),
          requireNonNullElse(climatology, List.<SeasonEntry>of()).stream()
              .map(SeasonEntry::season)
              .toList());
    }
  }

  record RangeEntry(double[] fail, double[] suspect) {

    Checks.GrossRange range() {
      return new Checks.GrossRange(span(fail), span(suspect));
    }

    private static Optional<Span> span(double[] bounds) {
      if (bounds == null) {
        return Optional.empty();
      }
      if (bounds.length != 2) {
        throw new IllegalArgumentException("a range has two bounds, such as [0, 100]");
      }
      return Optional.of(new Span(bounds[0], bounds[1]));
    }
  }

  record SpikeEntry(double suspect, double fail) {}

  record RateEntry(double suspect, Duration per) {}

  record FlatEntry(double tolerance, Duration suspect, Duration fail) {}

  record SeasonEntry(Set<Month> months, RangeEntry range) {

    Checks.Season season() {
      return new Checks.Season(months, range == null ? null : range.range());
    }
  }
}
