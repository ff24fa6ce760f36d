package pilotfeld.processing.envelope;

import static java.util.Comparator.naturalOrder;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import pilotfeld.processing.envelope.Chirpstack.Origin;
import pilotfeld.processing.envelope.Chirpstack.Sender;
import pilotfeld.processing.envelope.Envelope.Event;
import pilotfeld.processing.envelope.Envelope.Frame;
import pilotfeld.processing.envelope.chirpstack.DeviceInfo;
import pilotfeld.processing.envelope.chirpstack.JoinEvent;
import pilotfeld.processing.envelope.chirpstack.LogEvent;
import pilotfeld.processing.envelope.chirpstack.NoteEvent;
import pilotfeld.processing.envelope.chirpstack.StatusEvent;
import pilotfeld.processing.envelope.chirpstack.UplinkEvent;
import pilotfeld.processing.reading.Radio;
import pilotfeld.processing.reading.Radio.Reception;
import pilotfeld.processing.reading.Uplink.Counter;
import pilotfeld.processing.reading.Uplink.Kind;

/// ChirpStack v4 in protobuf; the fields stand in `integration.proto`.
final class ChirpstackProtobuf {

  private static final int PORT_LIMIT = 255;
  private static final int SPREADING_FACTOR_LIMIT = 12;

  private ChirpstackProtobuf() {}

  static Envelope read(Origin origin) throws UnreadableException {
    try {
      return switch (Chirpstack.kind(origin.event())) {
        case UPLINK -> frame(origin, UplinkEvent.parseFrom(origin.body()));
        case STATUS -> status(origin, StatusEvent.parseFrom(origin.body()));
        case LOG -> log(origin, LogEvent.parseFrom(origin.body()));
        case JOIN -> join(origin, JoinEvent.parseFrom(origin.body()));
        case NOTE, PACK, UNREADABLE -> note(origin, NoteEvent.parseFrom(origin.body()));
      };
    } catch (InvalidProtocolBufferException e) {
      var start = HexFormat.of().formatHex(origin.body(), 0, Math.min(8, origin.body().length));
      throw new UnreadableException(
          "neither JSON nor a protobuf %s event (starts with %s): %s"
              .formatted(origin.event(), start, e.getMessage()));
    }
  }

  private static Frame frame(Origin origin, UplinkEvent event) throws UnreadableException {
    var time = time(event.hasTime(), event.getTime());
    var sender = sender(origin, event.getDeviceInfo());
    if (Integer.compareUnsigned(event.getFPort(), PORT_LIMIT) > 0) {
      throw new UnreadableException(
          "f_port is "
              + Integer.toUnsignedString(event.getFPort())
              + ": at most 255 belongs there");
    }
    var counter =
        new Counter(
            Chirpstack.devAddr(event.getDevAddr()),
            Integer.toUnsignedLong(event.getFCnt()),
            event.getFPort());
    var payload = event.getData().toByteArray();
    return new Frame(
        sender.identity(
            text(event.getDeduplicationId()), time, counter.devAddr(), counter.value(), payload),
        sender.device(),
        counter,
        payload,
        event.hasJoinServerContext(),
        radio(event),
        time.isPresent() ? time : heard(event));
  }

  private static Event status(Origin origin, StatusEvent event) throws UnreadableException {
    var samples = new ArrayList<Sample>();
    samples.add(StatusSamples.margin(event.getMargin()));
    if (!event.getExternalPowerSource() && !event.getBatteryLevelUnavailable()) {
      samples.add(StatusSamples.battery(decimal(event.getBatteryLevel())));
    }
    var time = time(event.hasTime(), event.getTime());
    var sender = sender(origin, event.getDeviceInfo());
    var identity = sender.identity(text(event.getDeduplicationId()), time, origin.body());
    return new Event(
        identity, Kind.STATUS, sender.device(), time, samples, Optional.empty(), Optional.empty());
  }

  private static Event log(Origin origin, LogEvent event) throws UnreadableException {
    var time = time(event.hasTime(), event.getTime());
    var sender = sender(origin, event.getDeviceInfo());
    var text = "%s %s: %s".formatted(event.getLevel(), event.getCode(), event.getDescription());
    var identity = sender.identity(Optional.empty(), time, origin.body());
    return new Event(
        identity,
        Kind.LOG,
        sender.device(),
        time,
        List.of(),
        Optional.ofNullable(event.getContextMap().get("deduplication_id")).map(sender::uplink),
        Optional.of(text));
  }

  private static Event join(Origin origin, JoinEvent event) throws UnreadableException {
    var time = time(event.hasTime(), event.getTime());
    var sender = sender(origin, event.getDeviceInfo());
    var identity = sender.identity(text(event.getDeduplicationId()), time, origin.body());
    return silent(identity, Kind.JOIN, sender.device(), time);
  }

  private static Event note(Origin origin, NoteEvent event) throws UnreadableException {
    var time = time(event.hasTime(), event.getTime());
    var sender = sender(origin, event.getDeviceInfo());
    var identity = sender.identity(text(event.getDeduplicationId()), time, origin.body());
    return silent(identity, Kind.NOTE, sender.device(), time);
  }

  private static Event silent(
      Optional<UUID> identity, Kind kind, String device, Optional<Instant> time) {
    return new Event(identity, kind, device, time, List.of(), Optional.empty(), Optional.empty());
  }

  private static Sender sender(Origin origin, DeviceInfo info) throws UnreadableException {
    return origin.sender(text(info.getDevEui()));
  }

  // 7.8 as a float is 7.80000019073 as a double; JSON has what the server meant.
  private static double decimal(float value) {
    return Double.parseDouble(Float.toString(value));
  }

  private static Optional<String> text(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static Optional<Instant> time(boolean present, Timestamp time)
      throws UnreadableException {
    try {
      return present
          ? Optional.of(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()))
          : Optional.empty();
    } catch (DateTimeException | ArithmeticException e) {
      throw new UnreadableException("time is " + time.getSeconds() + " s: that is no date");
    }
  }

  // When the server or a gateway heard it; the earliest says, in whatever order they are listed.
  private static Optional<Instant> heard(UplinkEvent event) throws UnreadableException {
    var server = new ArrayList<Instant>();
    var gateways = new ArrayList<Instant>();
    for (var reception : event.getRxInfoList()) {
      time(reception.hasNsTime(), reception.getNsTime()).ifPresent(server::add);
      time(reception.hasGwTime(), reception.getGwTime()).ifPresent(gateways::add);
    }
    return (server.isEmpty() ? gateways : server).stream().min(naturalOrder());
  }

  private static Radio radio(UplinkEvent event) throws UnreadableException {
    var receptions = new ArrayList<Reception>();
    for (var reception : event.getRxInfoList()) {
      receptions.add(
          Hearing.of(
              "rx_info[%d]".formatted(receptions.size()),
              reception.getGatewayId(),
              reception.getRssi(),
              decimal(reception.getSnr())));
    }
    var transmission = event.getTxInfo();
    var lora = transmission.getModulation().getLora();
    if (Integer.compareUnsigned(lora.getSpreadingFactor(), SPREADING_FACTOR_LIMIT) > 0) {
      throw new UnreadableException(
          "spreading_factor is "
              + Integer.toUnsignedString(lora.getSpreadingFactor())
              + ": at most 12 belongs there");
    }
    return new Radio(
        Optional.of(lora.getSpreadingFactor()).filter(factor -> factor > 0),
        lora.getBandwidth(),
        Integer.toUnsignedLong(transmission.getFrequency()),
        receptions);
  }
}
