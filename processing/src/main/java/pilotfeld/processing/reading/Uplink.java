package pilotfeld.processing.reading;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;

/// What one message is, as one row of the table `uplink`.
///
/// @param identity a second message of the same identity is a duplicate; empty where the bytes give
///   none
/// @param frame of a radio frame, to know it again under another message id; without an identity of
///   the bytes, to know a redelivery
/// @param kind what the message tells
/// @param moment when it was sent
/// @param device DevEUI or own name; empty if it could not be read
/// @param counter frame counter and where it counts; empty unless a LoRaWAN frame
/// @param radio how it was heard
/// @param decoder which content of which model decoded it; empty if none did
/// @param about identity of another uplink that this one speaks of, such as the one in a log of the
///   network server
/// @param reason why there are fewer readings than one would expect; empty if all is well
public record Uplink(
    Optional<UUID> identity,
    UUID frame,
    Kind kind,
    Moment moment,
    Optional<String> device,
    Optional<Counter> counter,
    Radio radio,
    Optional<Decoder> decoder,
    Optional<UUID> about,
    Optional<String> reason) {

  /// Longest reason that is kept, in characters.
  public static final int REASON_LIMIT = 500;

  public Uplink {
    requireNonNull(identity, "identity");
    requireNonNull(kind, "kind");
    requireNonNull(moment, "moment");
    reason = reason.map(Uplink::tidy);
  }

  /// The same uplink, with what decoded it and what was noticed.
  public Uplink decodedBy(Decoder decoder, Optional<String> reason) {
    return new Uplink(
        identity, frame, kind, moment, device, counter, radio, Optional.of(decoder), about, reason);
  }

  /// The same uplink, with the reason why it gave no readings.
  public Uplink because(String reason) {
    return new Uplink(
        identity, frame, kind, moment, device, counter, radio, decoder, about, Optional.of(reason));
  }

  // PostgreSQL's text takes no NUL, and a reason may quote what came from outside.
  private static String tidy(String reason) {
    var printable = reason.replace('\0', '\uFFFD');
    return printable.length() <= REASON_LIMIT
        ? printable
        : printable.substring(0, REASON_LIMIT - 1) + "…";
  }

  /// What a message tells.
  public enum Kind {
    /// A LoRaWAN frame, with or without readings.
    UPLINK,
    /// A device joined the network.
    JOIN,
    /// The network server asked a device for battery and margin.
    STATUS,
    /// The network server complains.
    LOG,
    /// An event that is kept and says nothing about measurements: acknowledgements, locations.
    NOTE,
    /// Readings from a sensor that speaks for itself, such as a SenML pack.
    PACK,
    /// Nothing could be made of it.
    UNREADABLE
  }

  /// A LoRaWAN frame counter.
  ///
  /// @param devAddr the session's address, eight lower-case hex digits
  /// @param value 32-bit counter
  /// @param port LoRaWAN FPort, 0 to 255
  public record Counter(String devAddr, long value, int port) {}

  /// A content of a model's folder.
  ///
  /// @param model id of the model
  /// @param version hash of its definition and codec
  public record Decoder(String model, String version) {}
}
