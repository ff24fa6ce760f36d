package pilotfeld.processing.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import pilotfeld.processing.reading.Radio;
import pilotfeld.processing.reading.Uplink.Counter;
import pilotfeld.processing.reading.Uplink.Kind;

/// A message in one shape, whatever its format; what it measured is not yet known.
public sealed interface Envelope {

  /// A LoRaWAN frame.
  ///
  /// @param identity of the message, by the network server's own id, else by frame and time; empty
  ///   without either
  /// @param device DevEUI, canonical
  /// @param counter session address, frame counter and port
  /// @param payload application payload; empty in frames of the MAC layer only
  /// @param encrypted whether the network server could not decrypt the payload
  /// @param networkTime when the network heard it
  record Frame(
      Optional<UUID> identity,
      String device,
      Counter counter,
      byte[] payload,
      boolean encrypted,
      Radio radio,
      Optional<Instant> networkTime)
      implements Envelope {}

  /// Something that the network server tells about a device.
  ///
  /// @param identity as that of a frame
  /// @param samples what it measured by itself, such as the battery
  /// @param about identity of the frame that it speaks of, such as one that a codec failed at
  /// @param text what it says to people, such as a codec's error
  record Event(
      Optional<UUID> identity,
      Kind kind,
      String device,
      Optional<Instant> networkTime,
      List<Sample> samples,
      Optional<UUID> about,
      Optional<String> text)
      implements Envelope {

    public Event {
      samples = List.copyOf(samples);
    }
  }

  /// Named values of a sensor that speaks for itself.
  ///
  /// @param device own name or EUI, canonical
  /// @param timed whether any sample brings a time of the calendar: only then can a second copy be
  ///   told from a second measurement
  /// @param remarks what was passed over, for people
  record Pack(String device, List<Sample> samples, boolean timed, List<String> remarks)
      implements Envelope {

    public Pack {
      samples = List.copyOf(samples);
      remarks = List.copyOf(remarks);
    }
  }

  /// An object of a sensor that speaks for itself, in fields that its model knows.
  ///
  /// @param device own name or EUI, canonical
  /// @param time when it was measured; empty if the sensor does not say
  record Fields(String device, JsonNode data, Optional<Instant> time) implements Envelope {}

  /// Bytes of a sensor that speaks for itself, for its model's codec.
  ///
  /// @param device own name or EUI, canonical
  /// @param otherwise what is wrong with them if they were meant in the format that they begin like
  record Octets(String device, byte[] payload, Optional<String> otherwise) implements Envelope {}

  /// Nothing could be made of it.
  ///
  /// @param reason what is wrong, where, and what to do
  record Unreadable(String reason) implements Envelope {}
}
