package pilotfeld.processing.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Month;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pilotfeld.processing.codec.Codec;
import pilotfeld.processing.quality.Checks;
import pilotfeld.processing.quality.Checks.FlatLine;
import pilotfeld.processing.quality.Checks.GrossRange;
import pilotfeld.processing.quality.Checks.Rate;
import pilotfeld.processing.quality.Checks.Season;
import pilotfeld.processing.quality.Checks.Spike;
import pilotfeld.processing.quality.Span;
import pilotfeld.processing.reading.SeriesKey.SubjectKind;
import pilotfeld.processing.registry.DeviceModel.Quantity;

class ModelFileTest {

  private static final String HEAD =
      """
      vendor: Acme
      name: Gauge 1
      interval: PT10M
      quantities:
        - field: distance
          quantity: distance
          unit: mm
      """;
  static final String EVERYTHING =
      """
      vendor: Acme
      name: Gauge 1
      description: A gauge
      documentation: https://example.org/gauge
      interval: PT10M
      quantities:
        - field: lid.state
          quantity: lid_open
          unit: "1"
          of: device
          channel: 2
          values: {closed: 0, open: 1}
          range: {fail: [0, 1], suspect: [0, 0.5]}
          spike: {suspect: 0.2, fail: 0.8}
          rate: {suspect: 20, per: PT1M}
          flat: {tolerance: 0.5, suspect: PT6H, fail: PT24H}
          gap: PT1H
          climatology:
            - months: [december, 1]
              range: {suspect: [0, 0.1]}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "# nothing but a comment"})
  void anEmptyDefinitionIsRefused(String definition) {
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> ModelFile.read("acme-gauge", "1", definition, Optional.empty()));

    assertTrue(
        refusal.getMessage().startsWith("model acme-gauge, model.yaml: "), refusal::getMessage);
  }

  @Test
  void everyPropertyOfAModelIsRead() {
    assertEquals(
        new Quantity(
            "lid.state",
            "1",
            "lid_open",
            "1",
            SubjectKind.DEVICE,
            "2",
            Map.of("closed", 0.0, "open", 1.0),
            new Checks(
                Optional.of(range(Optional.of(new Span(0, 1)), 0.5)),
                Optional.of(new Spike(0.2, 0.8)),
                Optional.of(new Rate(20, Duration.ofMinutes(1))),
                Optional.of(new FlatLine(0.5, Duration.ofHours(6), Duration.ofHours(24))),
                Optional.of(Duration.ofHours(1)),
                List.of(
                    new Season(
                        Set.of(Month.DECEMBER, Month.JANUARY), range(Optional.empty(), 0.1))))),
        read(EVERYTHING).quantities().getFirst());
  }

  @Test
  void aFieldInAnotherUnitIsKeptInThatOfItsQuantityAndItsTestsToo() {
    var quantity =
        read("""
                vendor: Example
                name: Sensor
                interval: PT10M
                quantities:
                  - field: t
                    quantity: temperature
                    unit: "[degF]"
                    range: {fail: [32, 212]}
                    spike: {suspect: 9, fail: 18}
                    rate: {suspect: 18, per: PT1M}
                    flat: {tolerance: 1.8, suspect: PT6H, fail: PT24H}
                    climatology: [{months: [7], range: {suspect: [50, 104]}}]
                """)
            .quantities()
            .getFirst();

    assertEquals("[degF]", quantity.fieldUnit());
    assertEquals("Cel", quantity.unit());
    assertEquals(
        new Checks(
            Optional.of(new GrossRange(Optional.of(new Span(0, 100)), Optional.empty())),
            Optional.of(new Spike(5, 10)),
            Optional.of(new Rate(10, Duration.ofMinutes(1))),
            Optional.of(new FlatLine(1, Duration.ofHours(6), Duration.ofHours(24))),
            Optional.empty(),
            List.of(
                new Season(
                    Set.of(Month.JULY),
                    new GrossRange(Optional.empty(), Optional.of(new Span(10, 40)))))),
        quantity.checks());
  }

  @Test
  void whatIsLeftOutIsMeasuredAtTheSiteOnOneChannelAndUntested() {
    assertEquals(
        List.of(
            new Quantity(
                "distance", "mm", "distance", "mm", SubjectKind.SITE, "", Map.of(), Checks.NONE)),
        read(HEAD).quantities());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          range: {fail: [10]}                                 | field distance: a range has two bounds, such as [0, 100]
          range: {fail: [10, 5]}                              | field distance: a span from 10.0 to 5.0 is empty: the smaller bound comes first
          range: {fail: [10, 50], suspect: [5, 40]}           | field distance: the suspect span must lie inside the fail span
          range: {fail: [low, 50]}                            | a number belongs here (at quantities.0.range.fail.0, line 8)
          spike: {suspect: 20}                                | field distance: spike wants 0 < suspect <= fail
          spike: 20                                           | a list or a group of properties belongs here (at quantities.0.spike, line 8)
          rate: {suspect: 20}                                 | field distance: rate wants suspect > 0 and a positive per
          rate: {suspect: 20, per: 1 minute}                  | a duration such as PT10M belongs here (at quantities.0.rate.per, line 8)
          flat: {tolerance: 1, suspect: PT6H}                 | field distance: flat wants tolerance >= 0 and 0 < suspect <= fail
          gap: -PT1H                                          | field distance: gap must be positive
          of: town                                            | one of [site, device] belongs here (at quantities.0.of, line 8)
          values: {open: }                                    | field distance: a word in values has no number
          climatology: [{months: [july]}]                     | field distance: climatology wants months and a range for each season
          climatology: [{range: {fail: [0, 1]}}]              | field distance: climatology wants months and a range for each season
          unit: V                                             | Duplicate field 'unit' (at quantities.0, line 8)
          """)
  void anErrorInAQuantityNamesModelPlaceAndWhatBelongsThere(String line, String error) {
    assertError(error, HEAD + "    " + line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "V       | field distance: V does not convert to mm, the unit that distance is kept in",
        "°C      | field distance: “°C” is no UCUM code, such as Cel, mm, m3/m3, [ppm], or 1 for none",
        "dB[mW]  | field distance: “dB[mW]” is no UCUM code, such as Cel, mm, m3/m3, [ppm], or 1 for none",
        "''      | field distance: “” is no UCUM code, such as Cel, mm, m3/m3, [ppm], or 1 for none"
      })
  void aUnitThatDoesNotConvertIsAnError(String unit, String error) {
    assertError(error, HEAD.replace("unit: mm", "unit: \"" + unit + "\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rssi", "snr"})
  void whatTheNetworkTellsOfTheRadioIsNoQuantity(String name) {
    assertError(
        "field distance: %s is no quantity: the network server tells it of every frame, and it stands beside the uplink"
            .formatted(name),
        HEAD.replace("quantity: distance", "quantity: " + name).replace("unit: mm", "unit: dB"));
  }

  @Test
  void anUnknownPropertyIsNamedBesideTheKnownOnes() {
    assertError(
        "colour is not known here; known are [codec, description, documentation, interval, name,"
            + " proposed, quantities, time, vendor] (at colour, line 1)",
        "colour: red");
  }

  @Test
  void aFileWithoutTheRequiredPropertiesSaysWhichThoseAre() {
    assertError("vendor, name, interval and quantities are required", "vendor: Acme");
    assertError("quantities has an empty entry", HEAD + "  -");
    assertError("No content to map due to end-of-input (at line 1)", "");
  }

  @Test
  void theCodecIsTheFileBesideItUnlessABuiltInOneIsNamed() {
    var script = Optional.of("function decodeUplink() {}");
    var fromFile = Optional.<Codec>of(new Codec.Script(script.get()));

    assertEquals(fromFile, read(HEAD, script).codec());
    assertEquals(fromFile, read(HEAD + "codec: codec.js", script).codec());
    assertEquals(Optional.empty(), read(HEAD).codec());
    assertEquals(Optional.of(new Codec.CayenneLpp()), read(HEAD + "codec: cayenne-lpp").codec());
  }

  @ParameterizedTest
  @CsvSource({"codec.js, ", "cayenne-lpp, function decodeUplink() {}", "lpp, "})
  void aCodecThatIsNotThereOrThereTwiceIsAnError(String codec, String script) {
    var definition = HEAD + "codec: " + codec;

    var refusal =
        assertThrows(
            IllegalArgumentException.class, () -> read(definition, Optional.ofNullable(script)));

    assertEquals(
        "model acme-gauge-1, model.yaml: codec must be codec.js, with that file beside it, or"
            + " cayenne-lpp, without; it is “"
            + codec
            + "”",
        refusal.getMessage());
  }

  @Test
  void aModelMaySayWhichFieldIsTheTime() {
    assertEquals(Optional.of("measured_at"), read(HEAD + "time: measured_at").timeField());
    assertEquals(Optional.empty(), read(HEAD).timeField());
  }

  @Test
  void twoFieldsOfOneQuantityNeedChannels() {
    var second =
        """
          - field: other
            quantity: distance
            unit: mm
        """;

    assertError("two fields have the same quantity and channel", HEAD + second);
    assertEquals(2, read(HEAD + second + "    channel: other\n").quantities().size());
  }

  private static void assertError(String error, String definition) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> read(definition));

    assertEquals("model acme-gauge-1, model.yaml: " + error, refusal.getMessage());
  }

  private static DeviceModel read(String definition) {
    return read(definition, Optional.empty());
  }

  private static DeviceModel read(String definition, Optional<String> script) {
    return new ModelFolders.Source("acme-gauge-1", definition, script).model();
  }

  private static GrossRange range(Optional<Span> fail, double suspectMost) {
    return new GrossRange(fail, Optional.of(new Span(0, suspectMost)));
  }
}
