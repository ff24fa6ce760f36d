package pilotfeld.ingest.coap;

import java.util.Set;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.CoAPMessageFormatException;
import org.eclipse.californium.core.coap.CoAPOptionException;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.Option;
import org.eclipse.californium.core.coap.OptionNumberRegistry;
import org.eclipse.californium.core.coap.option.OptionRegistry;
import org.eclipse.californium.core.coap.option.StandardOptionRegistry;
import org.eclipse.californium.core.network.serialization.MessageHeader;
import org.eclipse.californium.core.network.serialization.UdpDataParser;
import org.eclipse.californium.elements.util.DatagramReader;

/// Reads messages, and turns away a critical option that nobody here heeds (RFC 7252, section
/// 5.4.1): Californium resets the one it does not know, and passes on the one it knows.
final class Options extends UdpDataParser {

  // Nothing here has a state to match, nor a context to decrypt with (RFC 8613).
  private static final Set<Integer> NOT_HEEDED =
      Set.of(
          OptionNumberRegistry.IF_MATCH,
          OptionNumberRegistry.IF_NONE_MATCH,
          OptionNumberRegistry.OSCORE);

  // Californium's default one knows every number.
  private static final OptionRegistry KNOWN = StandardOptionRegistry.STANDARD_OPTIONS;

  Options() {
    super(true, KNOWN);
  }

  @Override
  public Option createOption(int code, int number, byte[] value) {
    var known = KNOWN.getDefinitionByNumber(code, number);
    if (OptionNumberRegistry.isCritical(number) && (known == null || NOT_HEEDED.contains(number))) {
      throw new CoAPOptionException(
          "option " + number + " is not heeded here", ResponseCode.BAD_OPTION);
    }
    return super.createOption(code, number, value);
  }

  // A block with more bytes than it says: Californium does not answer it, but logs a stack trace.
  @Override
  protected Message parseMessage(DatagramReader reader, MessageHeader header, Message target) {
    try {
      return super.parseMessage(reader, header, target);
    } catch (IllegalStateException e) {
      throw new CoAPMessageFormatException(
          e.getMessage(),
          header.getToken(),
          header.getMID(),
          header.getCode(),
          header.getType() == Type.CON,
          ResponseCode.BAD_REQUEST);
    }
  }
}
