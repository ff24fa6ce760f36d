package pilotfeld.processing.envelope;

import static pilotfeld.processing.envelope.UnreadableException.quoted;

import java.util.Arrays;
import java.util.Optional;
import pilotfeld.processing.envelope.Envelope.Octets;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.reading.Message;

/// Sensors that speak for themselves, each under a name of its own.
final class OwnSensor {

  // Section 3.4.6 of RFC 8949: the tag that says no more than that CBOR follows.
  private static final byte[] SELF_DESCRIBED = {(byte) 0xd9, (byte) 0xd9, (byte) 0xf7};

  private final Message message;
  private final String device;

  private OwnSensor(Message message, String name) throws UnreadableException {
    this.message = message;
    this.device =
        Eui.device(name)
            .orElseThrow(
                () ->
                    new UnreadableException(
                        quoted(name)
                            + " is no name of a device: lower-case letters, digits, . _ -"));
  }

  /// Over CoAP, which says the format.
  ///
  /// @param contentFormat of IANA's registry of CoAP content formats
  static Envelope read(Message message, String name, int contentFormat) throws UnreadableException {
    return new OwnSensor(message, name).as(Format.of(contentFormat));
  }

  /// Over MQTT, where the first byte tells the format. Bytes of a codec may begin like CBOR: what
  /// cannot be read as that is left to the codec.
  static Envelope read(Message message, String name) throws UnreadableException {
    var sensor = new OwnSensor(message, name);
    var format = sniff(message.body());
    try {
      return sensor.as(format);
    } catch (UnreadableException e) {
      return switch (format) {
        case SENML_CBOR, CBOR ->
            new Octets(sensor.device, message.body(), Optional.of(e.getMessage()));
        case SENML_JSON, JSON, OCTETS -> throw e;
      };
    }
  }

  private Envelope as(Format format) throws UnreadableException {
    return switch (format) {
      case SENML_JSON -> Senml.read(message, device, Json.read(message.body()));
      case SENML_CBOR -> Senml.read(message, device, SenmlLabels.named(Cbor.read(message.body())));
      case JSON -> FlatFields.read(device, Json.read(message.body()));
      case CBOR -> FlatFields.read(device, Cbor.read(message.body()));
      case OCTETS -> new Octets(device, message.body(), Optional.empty());
    };
  }

  private static Format sniff(byte[] body) {
    var text = Json.firstVisible(body);
    if (text == '[') {
      return Format.SENML_JSON;
    }
    if (text == '{') {
      return Format.JSON;
    }
    return switch (majorType(body)) {
      case 4 -> Format.SENML_CBOR;
      case 5 -> Format.CBOR;
      default -> Format.OCTETS;
    };
  }

  private static int majorType(byte[] body) {
    var mark = SELF_DESCRIBED.length;
    var marked = body.length > mark && Arrays.equals(body, 0, mark, SELF_DESCRIBED, 0, mark);
    return (body[marked ? mark : 0] & 0xff) >> 5;
  }

  private enum Format {
    SENML_JSON(110),
    SENML_CBOR(112),
    JSON(50),
    CBOR(60),
    OCTETS(42);

    private final int contentFormat;

    Format(int contentFormat) {
      this.contentFormat = contentFormat;
    }

    static Format of(int contentFormat) throws UnreadableException {
      return Arrays.stream(values())
          .filter(each -> each.contentFormat == contentFormat)
          .findFirst()
          .orElseThrow(
              () ->
                  new UnreadableException(
                      "content format "
                          + contentFormat
                          + " is not known here; known are 110 and 112 (SenML in JSON and CBOR), 50 (JSON), 60 (CBOR) and 42 (bytes for the model's codec)"));
    }
  }
}
