package pilotfeld.processing.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import pilotfeld.processing.codec.Codec;
import pilotfeld.processing.codec.Codecs;
import pilotfeld.processing.codec.Decoded;
import pilotfeld.processing.envelope.Envelope.Event;
import pilotfeld.processing.envelope.Envelope.Fields;
import pilotfeld.processing.envelope.Envelope.Frame;
import pilotfeld.processing.envelope.Envelope.Octets;
import pilotfeld.processing.envelope.Envelope.Pack;
import pilotfeld.processing.envelope.Envelope.Unreadable;
import pilotfeld.processing.envelope.EnvelopeReader;
import pilotfeld.processing.intake.Place.Nowhere;
import pilotfeld.processing.intake.Place.Placed;
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

  // LoRaWAN keeps port 0 for its own commands, so no codec knows it; 1 is what most devices use.
  private static final int PORT_WITHOUT_LORAWAN = 1;

  private final PayloadDecoder decoder;
  private final TimeLadder ladder;
  private final Observer observer;

  private interface PayloadDecoder {
    Decoded decode(Codec codec, byte[] payload, int port, Instant time);
  }

  private Interpreter(PayloadDecoder decoder, TimeLadder ladder, Observer observer) {
    this.decoder = decoder;
    this.ladder = ladder;
    this.observer = observer;
  }

  public Interpreter(Codecs codecs, TimeLadder ladder) {
    this(codecs::decode, ladder, Observer.NONE);
  }

  /// For messages that arrive while others wait: a codec that overran its limits again and again is
  /// given a rest, and what it should have decoded goes to quarantine, to be replayed. A rebuild
  /// must not do so, as it would take readings away.
  ///
  /// @param observer is told how long codecs take
  public static Interpreter ofArrivals(Codecs codecs, TimeLadder ladder, Observer observer) {
    return new Interpreter(codecs::decodeUnlessAtRest, ladder, observer);
  }

  /// Never throws for anything in the message.
  public Interpretation interpret(Message message, RegistrySnapshot registry) {
    return switch (EnvelopeReader.read(message)) {
      case Frame frame -> frame(message, frame, registry);
      case Event event -> event(message, event, registry);
      case Pack pack -> pack(message, pack, registry);
      case Fields fields -> fields(message, fields, registry);
      case Octets octets -> octets(message, octets, registry);
      case Unreadable(var reason) -> unreadable(message, reason);
    };
  }

  /// Says of many at once what they are, in their order: codecs are called together, as they are
  /// when messages arrive.
  public List<Interpretation> interpretAll(List<Message> messages, RegistrySnapshot registry) {
    List<Future<Interpretation>> all;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      all =
          messages.stream()
              .map(message -> threads.submit(() -> interpret(message, registry)))
              .toList();
    }
    return all.stream().map(Interpreter::given).toList();
  }

  private static Interpretation given(Future<Interpretation> done) {
    return switch (done.state()) {
      case SUCCESS -> done.resultNow();
      case FAILED ->
          throw new IllegalStateException(done.exceptionNow().getMessage(), done.exceptionNow());
      default -> throw new IllegalStateException("interrupted while messages were understood");
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
            Optional.empty(),
            Optional.empty());
    return switch (Place.of(registry, frame.device(), moment)) {
      case Nowhere(var reason) -> new Unregistered(uplink.because(reason));
      case Placed placed -> frame(message, frame, uplink, placed);
    };
  }

  private Interpretation frame(Message message, Frame frame, Uplink uplink, Placed placed) {
    if (frame.payload().length == 0 || frame.counter().port() == 0) {
      return new Stored(uplink, placed.reader().measurements());
    }
    if (frame.encrypted()) {
      return malformed(
          uplink,
          placed.device(),
          "the payload is encrypted: let the network server have the AppSKey");
    }
    return decode(
            frame.payload(),
            frame.counter().port(),
            uplink,
            placed,
            own -> ladder.choose(own, frame.networkTime(), message.arrivedAt()))
        .orElseGet(
            () ->
                malformed(
                    uplink,
                    placed.device(),
                    "the model %s has no codec for LoRaWAN payloads"
                        .formatted(placed.device().model().id())));
  }

  /// Empty if the model has no codec.
  ///
  /// @param times chooses between a time of the payload's own and those of the message
  private Optional<Interpretation> decode(
      byte[] payload,
      int port,
      Uplink uplink,
      Placed placed,
      Function<Optional<Instant>, Moment> times) {
    var device = placed.device();
    return device
        .model()
        .codec()
        .map(codec -> decode(device, codec, payload, port, uplink.moment()))
        .map(
            decoded ->
                switch (decoded) {
                  case Decoded.Failed(var reason) -> malformed(uplink, device, reason);
                  case Decoded.Data(var data, var warnings) -> {
                    warnings.forEach(placed.reader()::remark);
                    placed.reader().read(data, times);
                    yield stored(uplink, placed);
                  }
                });
  }

  private Decoded decode(Device device, Codec codec, byte[] payload, int port, Moment moment) {
    var begun = System.nanoTime();
    try {
      return decoder.decode(codec, payload, port, moment.time());
    } finally {
      observer.decoded(device.model().id(), System.nanoTime() - begun);
    }
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
            event.about(),
            event.text());
    return switch (Place.of(registry, event.device(), moment)) {
      case Nowhere(var reason) -> new Unregistered(uplink.because(reason));
      case Placed(var _, var reader) -> {
        event.samples().forEach(sample -> reader.readStatus(sample, moment));
        yield new Stored(uplink, reader.measurements());
      }
    };
  }

  private Interpretation pack(Message message, Pack pack, RegistrySnapshot registry) {
    var first = pack.samples().stream().flatMap(sample -> sample.time().stream()).findFirst();
    var uplink = own(message, pack.device(), first, pack.timed());
    return switch (Place.of(registry, pack.device(), uplink.moment())) {
      case Nowhere(var reason) -> new Unregistered(uplink.because(reason));
      case Placed placed -> {
        for (var sample : pack.samples()) {
          var moment = ladder.choose(sample.time(), Optional.empty(), message.arrivedAt());
          placed.reader().read(sample, moment);
        }
        pack.remarks().forEach(placed.reader()::remark);
        yield stored(uplink, placed);
      }
    };
  }

  private Interpretation fields(Message message, Fields fields, RegistrySnapshot registry) {
    var uplink = own(message, fields.device(), fields.time(), fields.time().isPresent());
    return switch (Place.of(registry, fields.device(), uplink.moment())) {
      case Nowhere(var reason) -> new Unregistered(uplink.because(reason));
      case Placed placed -> {
        placed.reader().read(fields.data(), uplink.moment());
        placed.reader().remarkIfNothingWasFound();
        yield stored(uplink, placed);
      }
    };
  }

  private Interpretation octets(Message message, Octets octets, RegistrySnapshot registry) {
    var uplink = own(message, octets.device(), Optional.empty(), false);
    return switch (Place.of(registry, octets.device(), uplink.moment())) {
      case Nowhere(var reason) -> new Unregistered(uplink.because(reason));
      case Placed placed ->
          decode(
                  octets.payload(),
                  PORT_WITHOUT_LORAWAN,
                  uplink,
                  placed,
                  own -> ladder.choose(own, Optional.empty(), message.arrivedAt()))
              .orElseGet(
                  () ->
                      malformed(
                          uplink,
                          placed.device(),
                          octets
                              .otherwise()
                              .orElse(
                                  "bytes need a codec, and the model %s has none: send SenML, JSON or CBOR"
                                      .formatted(placed.device().model().id()))));
    };
  }

  /// A message of a sensor that speaks for itself.
  private Uplink own(Message message, String device, Optional<Instant> time, boolean timed) {
    var content = Identity.of(device, message.body());
    return new Uplink(
        timed ? Optional.of(content) : Optional.empty(),
        content,
        Kind.PACK,
        ladder.choose(time, Optional.empty(), message.arrivedAt()),
        Optional.of(device),
        Optional.empty(),
        Radio.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Interpretation stored(Uplink uplink, Placed placed) {
    var reader = placed.reader();
    return new Stored(
        uplink.decodedBy(decoder(placed.device()), reader.remarks()), reader.measurements());
  }

  private static Interpretation malformed(Uplink uplink, Device device, String reason) {
    return new Malformed(uplink.decodedBy(decoder(device), Optional.of(reason)));
  }

  private static Decoder decoder(Device device) {
    return new Decoder(device.model().id(), device.model().version());
  }

  private Interpretation unreadable(Message message, String reason) {
    var content = contentOf(message);
    var moment = ladder.choose(Optional.empty(), Optional.empty(), message.arrivedAt());
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
            Optional.empty(),
            Optional.of(reason)));
  }

  private static UUID contentOf(Message message) {
    return Identity.of(message.source(), message.topic(), message.body());
  }
}
