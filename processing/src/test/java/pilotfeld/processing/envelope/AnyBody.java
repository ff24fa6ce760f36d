package pilotfeld.processing.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import pilotfeld.processing.envelope.Envelope.Event;
import pilotfeld.processing.envelope.Envelope.Fields;
import pilotfeld.processing.envelope.Envelope.Frame;
import pilotfeld.processing.envelope.Envelope.Octets;
import pilotfeld.processing.envelope.Envelope.Pack;
import pilotfeld.processing.envelope.Envelope.Unreadable;
import pilotfeld.processing.fixture.CaseFolders;
import pilotfeld.processing.fixture.CpuTime;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.Radio;

/// What must hold of any body under a topic: within its time it becomes an envelope whose every
/// part is within its limits, or `Unreadable` with a reason; and its identity hangs on the bytes
/// alone.
final class AnyBody {

  private static final Duration TIME_LIMIT = Duration.ofSeconds(3);
  private static final int REASON_LIMIT = 2_000;
  // A record of SenML may have a value and a sum.
  private static final int SAMPLE_LIMIT = 2_000;
  private static final long UNSIGNED_INT_LIMIT = 0xFFFF_FFFFL;
  private static final ObjectMapper JSON = new ObjectMapper();

  private AnyBody() {}

  /// The bodies of the cases whose topic is of a kind.
  static Stream<byte[]> seeds(Predicate<Message> kind) {
    return Stream.of("/envelope", "/intake")
        .flatMap(resource -> CaseFolders.in(resource).stream())
        .flatMap(folder -> MessageFiles.in(folder).stream())
        .filter(kind)
        .map(Message::body);
  }

  /// @return what it is
  static Envelope isSound(String topic, byte[] body) {
    var arrived = MessageFiles.ARRIVED;
    var message = new Message("chirpstack", topic, body, arrived, false);
    var later = new Message("chirpstack", topic, body, arrived.plusSeconds(7), true);
    var envelope = CpuTime.within(TIME_LIMIT, () -> EnvelopeReader.read(message));
    assertWithinLimits(envelope);
    assertEquals(identity(envelope), identity(EnvelopeReader.read(later)));
    return envelope;
  }

  /// The same envelope, whatever its class has for `equals`.
  static void assertSame(Envelope expected, Envelope actual) {
    assertEquals(ShownEnvelope.of(expected), ShownEnvelope.of(actual));
  }

  private static Optional<UUID> identity(Envelope envelope) {
    return switch (envelope) {
      case Frame frame -> frame.identity();
      case Event event -> event.identity();
      case Pack _, Fields _, Octets _, Unreadable _ -> Optional.empty();
    };
  }

  private static void assertWithinLimits(Envelope envelope) {
    switch (envelope) {
      case Frame frame -> {
        assertDevice(frame.device());
        assertTrue(frame.counter().devAddr().matches("[0-9a-f]{8}"), frame.counter()::devAddr);
        assertBetween(0, frame.counter().value(), UNSIGNED_INT_LIMIT);
        assertBetween(0, frame.counter().port(), 255);
        assertWithinLimits(frame.radio());
      }
      case Event event -> {
        assertDevice(event.device());
        event.samples().forEach(AnyBody::assertWithinLimits);
      }
      case Pack pack -> {
        assertDevice(pack.device());
        assertBetween(0, pack.samples().size(), SAMPLE_LIMIT);
        pack.samples().forEach(AnyBody::assertWithinLimits);
      }
      case Fields fields -> {
        assertDevice(fields.device());
        assertTrue(fields.data().isObject());
      }
      case Octets octets -> assertDevice(octets.device());
      case Unreadable(var reason) -> {
        assertFalse(reason.isBlank());
        assertBetween(1, reason.length(), REASON_LIMIT);
      }
    }
  }

  private static void assertWithinLimits(Radio radio) {
    assertBetween(0, radio.spreadingFactor().orElse(0), 12);
    assertBetween(0, radio.bandwidthHertz(), Integer.MAX_VALUE);
    assertBetween(0, radio.frequencyHertz(), UNSIGNED_INT_LIMIT);
    for (var reception : radio.receptions()) {
      assertFalse(reception.gateway().isEmpty());
      assertBetween(-1000, reception.rssiDbm(), 1000);
      assertBetween(-1000, reception.snrDecibel(), 1000);
    }
  }

  private static void assertWithinLimits(Sample sample) {
    assertFalse(sample.name().isEmpty());
    assertTrue(
        sample.value().isTextual() || Double.isFinite(sample.value().doubleValue()),
        () -> sample.toString());
  }

  private static void assertDevice(String device) {
    assertEquals(Optional.of(device), Eui.device(device));
  }

  private static void assertBetween(double least, double value, double most) {
    assertTrue(least <= value && value <= most, () -> least + " <= " + value + " <= " + most);
  }

  /// An object read, written and read again is the same object.
  static void assertSameWrittenAgain(String topic, Fields fields) {
    var written = fields.data().toString().getBytes(UTF_8);
    var again = assertInstanceOf(Fields.class, isSound(topic, written));
    assertEquals(fields.time(), again.time());
    assertEquals(fields.data().size(), again.data().size());
  }

  /// A pack, written again as resolved records (RFC 8428, section 4.6), is the same pack.
  static void assertSameResolved(String topic, Pack pack) {
    var records = JSON.createArrayNode();
    for (var sample : pack.samples()) {
      var record = records.addObject().put("n", written(sample.name()));
      sample.unit().ifPresent(unit -> record.put("u", unit));
      sample.time().ifPresent(time -> record.put("t", time.toEpochMilli() / 1000.0));
      record.set(sample.value().isTextual() ? "vs" : "v", sample.value());
    }
    if (!records.isEmpty()) {
      var again = isSound(topic, records.toString().getBytes(UTF_8));
      var resolved = assertInstanceOf(Pack.class, again, again::toString);
      assertEquals(pack.samples().size(), resolved.samples().size());
      for (var index = 0; index < pack.samples().size(); index++) {
        assertEquals(pack.samples().get(index).name(), resolved.samples().get(index).name());
        assertEquals(pack.samples().get(index).value(), resolved.samples().get(index).value());
        assertEquals(pack.samples().get(index).unit(), resolved.samples().get(index).unit());
      }
    }
  }

  // The last part of a name need not begin as a name does; one that ends with a separator is whole.
  private static String written(String name) {
    return name.endsWith(":") || name.endsWith("/") ? name : "x:" + name;
  }
}
