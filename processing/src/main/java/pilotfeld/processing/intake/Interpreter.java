package pilotfeld.processing.intake;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import pilotfeld.processing.codec.Codecs;
import pilotfeld.processing.codec.Decoded;
import pilotfeld.processing.envelope.Envelope.Event;
import pilotfeld.processing.envelope.Envelope.Frame;
import pilotfeld.processing.envelope.Envelope.Pack;
import pilotfeld.processing.envelope.Envelope.Unreadable;
import pilotfeld.processing.envelope.EnvelopeReader;
import pilotfeld.processing.reading.Identity;
import pilotfeld.processing.reading.Interpretation;
import pilotfeld.processing.reading.Interpretation.Malformed;
import pilotfeld.processing.reading.Interpretation.Stored;
import pilotfeld.processing.reading.Interpretation.Unregistered;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.Moment;
import pilotfeld.processing.reading.Radio;
import pilotfeld.processing.reading.TimeLadder;
import pilotfeld.processing.reading.Uplink;
import pilotfeld.processing.reading.Uplink.Decoder;
import pilotfeld.processing.reading.Uplink.Kind;
import pilotfeld.processing.registry.Device;
import pilotfeld.processing.registry.RegistrySnapshot;

/// Says what a message is. A pure function of the message and the registry: arrival, replay and
/// rebuild share it.
public final class Interpreter {

  private final Codecs codecs;
  private final TimeLadder ladder;

  public Interpreter(Codecs codecs, TimeLadder ladder) {
    this.codecs = codecs;
    this.ladder = ladder;
  }

  /// Never throws for anything in the message.
  public Interpretation interpret(Message message, RegistrySnapshot registry) {
    return switch (EnvelopeReader.read(message)) {
      case Frame frame -> frame(message, frame, registry);
      case Event event -> event(message, event, registry);
      case Pack pack -> pack(message, pack, registry);
      case Unreadable(var reason) -> unreadable(message, reason);
    };
  }

  private Interpretation frame(Message message, Frame frame, RegistrySnapshot registry) {
    var moment = ladder.choose(Optional.empty(), frame.networkTime(), message.arrivedAt());
    var counter = frame.counter();
    var again = Identity.of(frame.device(), counter.devAddr(), counter.value(), frame.payload());
    var uplink =
        new Uplink(
            frame.identity(),
            again,
            Kind.UPLINK,
            moment,
            Optional.of(frame.device()),
            Optional.of(counter),
            frame.radio(),
            Optional.empty(),
            Optional.empty());
    return switch (place(registry, frame.device(), moment)) {
      case Nowhere(var reason) -> new Unregistered(uplink.because(reason));
      case Placed(var device, var reader) ->
          decode(frame, uplink, device, reader, message.arrivedAt());
    };
  }

  private Interpretation decode(
      Frame frame, Uplink uplink, Device device, Reader reader, Instant arrivedAt) {
    if (frame.payload().length == 0 || frame.counter().port() == 0) {
      return new Stored(uplink, reader.measurements());
    }
    var decoder = new Decoder(device.model().id(), device.model().version());
    if (frame.encrypted()) {
      return new Malformed(
          uplink.decodedBy(
              decoder,
              Optional.of("the payload is encrypted: let the network server have the AppSKey")));
    }
    if (device.model().codec().isEmpty()) {
      return new Malformed(
          uplink.decodedBy(
              decoder,
              Optional.of("the model " + decoder.model() + " has no codec for LoRaWAN payloads")));
    }
    var time = uplink.moment().time();
    return switch (codecs.decode(
        device.model().codec().get(), frame.payload(), frame.counter().port(), time)) {
      case Decoded.Failed(var reason) ->
          new Malformed(uplink.decodedBy(decoder, Optional.of(reason)));
      case Decoded.Data(var data, var warnings) -> {
        warnings.forEach(reader::remark);
        reader.read(data, own -> ladder.choose(own, frame.networkTime(), arrivedAt));
        yield new Stored(uplink.decodedBy(decoder, reader.remarks()), reader.measurements());
      }
    };
  }

  private Interpretation event(Message message, Event event, RegistrySnapshot registry) {
    var moment = ladder.choose(Optional.empty(), event.networkTime(), message.arrivedAt());
    var uplink =
        new Uplink(
            event.identity(),
            contentOf(message),
            event.kind(),
            moment,
            Optional.of(event.device()),
            Optional.empty(),
            Radio.NONE,
            Optional.empty(),
            event.text());
    return switch (place(registry, event.device(), moment)) {
      case Nowhere(var reason) -> new Unregistered(uplink.because(reason));
      case Placed(var _, var reader) -> {
        event.samples().forEach(sample -> reader.readStatus(sample, moment));
        yield new Stored(uplink, reader.measurements());
      }
    };
  }

  private Interpretation pack(Message message, Pack pack, RegistrySnapshot registry) {
    var first = pack.samples().stream().flatMap(sample -> sample.time().stream()).findFirst();
    var moment = ladder.choose(first, Optional.empty(), message.arrivedAt());
    var content = Identity.of(pack.device(), message.body());
    var uplink =
        new Uplink(
            pack.timed() ? Optional.of(content) : Optional.empty(),
            content,
            Kind.PACK,
            moment,
            Optional.of(pack.device()),
            Optional.empty(),
            Radio.NONE,
            Optional.empty(),
            Optional.empty());
    return switch (place(registry, pack.device(), moment)) {
      case Nowhere(var reason) -> new Unregistered(uplink.because(reason));
      case Placed(var device, var reader) -> {
        pack.samples()
            .forEach(
                sample ->
                    reader.read(
                        sample,
                        ladder.choose(sample.time(), Optional.empty(), message.arrivedAt())));
        var decoder = new Decoder(device.model().id(), device.model().version());
        yield new Stored(uplink.decodedBy(decoder, reader.remarks()), reader.measurements());
      }
    };
  }

  private static Interpretation unreadable(Message message, String reason) {
    var content = contentOf(message);
    var moment = TimeLadder.DEFAULT.choose(Optional.empty(), Optional.empty(), message.arrivedAt());
    return new Malformed(
        new Uplink(
            Optional.empty(),
            content,
            Kind.UNREADABLE,
            moment,
            Optional.empty(),
            Optional.empty(),
            Radio.NONE,
            Optional.empty(),
            Optional.of(reason)));
  }

  private static UUID contentOf(Message message) {
    return Identity.of(message.source(), message.topic(), message.body());
  }

  private static Place place(RegistrySnapshot registry, String id, Moment moment) {
    var device = registry.device(id);
    if (device.isEmpty()) {
      return new Nowhere("the device is not registered");
    }
    return device
        .get()
        .deploymentAt(moment.time())
        .<Place>map(_ -> new Placed(device.get(), new Reader(device.get())))
        .orElseGet(() -> new Nowhere("the device was at no site at that time"));
  }

  private sealed interface Place {}

  private record Placed(Device device, Reader reader) implements Place {}

  private record Nowhere(String reason) implements Place {}
}
