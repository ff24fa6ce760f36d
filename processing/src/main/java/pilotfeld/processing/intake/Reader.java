package pilotfeld.processing.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import pilotfeld.processing.envelope.Sample;
import pilotfeld.processing.quality.RangeTests;
import pilotfeld.processing.reading.Flag;
import pilotfeld.processing.reading.Measurement;
import pilotfeld.processing.reading.Moment;
import pilotfeld.processing.reading.QualityTest;
import pilotfeld.processing.reading.SeriesKey;
import pilotfeld.processing.reading.SeriesKey.SubjectKind;
import pilotfeld.processing.reading.TestFlags;
import pilotfeld.processing.reading.TimeSource;
import pilotfeld.processing.registry.Device;
import pilotfeld.processing.registry.DeviceModel.Quantity;
import pilotfeld.processing.unit.Conversion;
import pilotfeld.processing.unit.SenmlUnits;
import pilotfeld.processing.unit.Units;

/// Turns decoded fields of one device into measurements, each at the site where it was at that
/// time, with the flags that need no history.
final class Reader {

  private static final String HISTORY = "history";
  private static final List<String> TIMES_OF_HISTORY = List.of("timestamp", "time");

  private final Device device;
  private final List<Measurement> measurements = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  Reader(Device device) {
    this.device = device;
  }

  List<Measurement> measurements() {
    return measurements;
  }

  /// What was found where a number belongs; empty if all is well.
  Optional<String> remarks() {
    return remarks.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", remarks));
  }

  /// Something that people should know of what was read.
  void remark(String remark) {
    remarks.add(remark);
  }

  /// A sensor of one's own may call its fields otherwise than its model does, which nobody would
  /// see.
  void remarkIfNothingWasFound() {
    if (measurements.isEmpty() && remarks.isEmpty()) {
      remark("it has none of the fields of the model " + device.model().id());
    }
  }

  /// Every field of a codec's result that the model knows, also in the entries of an array
  /// `history`, each with its own time.
  ///
  /// @param ladder chooses between the payload's own time, if it has one, and those of the message
  void read(JsonNode data, Function<Optional<Instant>, Moment> ladder) {
    read(data, ladder.apply(ownTime(data)));
    var history = data.path(HISTORY);
    if (history.isArray()) {
      history.forEach(entry -> readPast(entry, ladder));
    }
  }

  private Optional<Instant> ownTime(JsonNode data) {
    var node = device.model().timeField().flatMap(field -> FieldValue.find(data, field));
    var time = node.flatMap(FieldValue::time);
    if (node.isPresent() && time.isEmpty()) {
      remarks.add("%s is no time: %s".formatted(device.model().timeField().get(), node.get()));
    }
    return time;
  }

  // What was measured earlier must not be taken for what is measured now: without a time that can
  // be
  // believed there is no reading.
  private void readPast(JsonNode entry, Function<Optional<Instant>, Moment> ladder) {
    var moment =
        TIMES_OF_HISTORY.stream()
            .flatMap(field -> FieldValue.find(entry, field).stream())
            .flatMap(node -> FieldValue.time(node).stream())
            .findFirst()
            .map(time -> ladder.apply(Optional.of(time)))
            .filter(each -> each.source() == TimeSource.PAYLOAD);
    if (moment.isEmpty()) {
      remarks.add("an entry of history has no time that can be believed: " + entry);
      return;
    }
    read(entry, moment.get());
  }

  /// Every field that the model knows, all of one time.
  void read(JsonNode data, Moment moment) {
    for (var quantity : device.model().quantities()) {
      FieldValue.find(data, quantity.field())
          .ifPresent(node -> read(quantity, node, Conversion.NONE, moment));
    }
  }

  private void read(Quantity quantity, JsonNode node, Conversion toField, Moment moment) {
    var number = FieldValue.number(quantity, node);
    if (number.isPresent()) {
      var toKept = Units.conversion(quantity.fieldUnit(), quantity.unit()).orElseThrow();
      add(quantity, toKept.apply(toField.apply(number.getAsDouble())), moment);
      return;
    }
    remarks.add("%s is no number: %s".formatted(quantity.field(), node));
  }

  /// A value that came named; one that the model does not know, or has in another unit, is remarked
  /// upon.
  void read(Sample sample, Moment moment) {
    var quantity =
        device.model().quantities().stream()
            .filter(each -> each.field().equals(sample.name()))
            .findFirst();
    if (quantity.isEmpty()) {
      remarks.add("the model %s has no field %s".formatted(device.model().id(), sample.name()));
      return;
    }
    var conversion = conversion(sample, quantity.get());
    if (conversion.isEmpty()) {
      remarks.add(
          "%s came in %s, which does not convert to %s of the model"
              .formatted(sample.name(), sample.unit().get(), quantity.get().fieldUnit()));
      return;
    }
    read(quantity.get(), sample.value(), conversion.get(), moment);
  }

  // Only units that SenML has are looked at, as anybody may write anything there.
  private static Optional<Conversion> conversion(Sample sample, Quantity quantity) {
    var unit = sample.unit().orElse(quantity.fieldUnit());
    return unit.equals(quantity.fieldUnit())
        ? Optional.of(Conversion.NONE)
        : SenmlUnits.ucum(unit).flatMap(code -> Units.conversion(code, quantity.fieldUnit()));
  }

  /// A value that the network server measured of the device.
  void readStatus(Sample sample, Moment moment) {
    var series =
        new SeriesKey(
            SubjectKind.DEVICE, device.id(), sample.name(), "", sample.unit().orElse("1"));
    measurements.add(
        new Measurement(series, moment.time(), sample.value().doubleValue(), timeFlag(moment)));
  }

  private void add(Quantity quantity, double value, Moment moment) {
    var deployment = device.deploymentAt(moment.time());
    if (deployment.isEmpty()) {
      remarks.add(
          "%s at %s: the device was at no site at that time"
              .formatted(quantity.field(), moment.time()));
      return;
    }
    var subject = quantity.of() == SubjectKind.SITE ? deployment.get().site() : device.id();
    var series =
        new SeriesKey(
            quantity.of(), subject, quantity.quantity(), quantity.channel(), quantity.unit());
    measurements.add(new Measurement(series, moment.time(), value, flags(quantity, value, moment)));
  }

  private static TestFlags flags(Quantity quantity, double value, Moment moment) {
    var range = quantity.checks().range();
    return range.isEmpty()
        ? timeFlag(moment)
        : timeFlag(moment).with(QualityTest.GROSS_RANGE, RangeTests.grossRange(range.get(), value));
  }

  // Suspect only where a clock was offered and could not be believed; a sensor without a clock does
  // nothing wrong.
  private static TestFlags timeFlag(Moment moment) {
    var flag = moment.source() == TimeSource.ARRIVAL ? Flag.NOT_EVALUATED : Flag.PASS;
    return TestFlags.NONE.with(QualityTest.TIME_SOURCE, moment.replaced() ? Flag.SUSPECT : flag);
  }
}
