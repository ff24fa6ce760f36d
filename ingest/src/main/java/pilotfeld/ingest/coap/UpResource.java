package pilotfeld.ingest.coap;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.core.server.resources.Resource;
import pilotfeld.ingest.coap.Transfers.Block;
import pilotfeld.ingest.coap.Transfers.Key;
import pilotfeld.ingest.coap.Transfers.Step;
import pilotfeld.ingest.door.Refusals;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.reading.Message;

/// `/up`, with a child for every name. Whether a request is let in is decided at its first block.
final class UpResource extends CoapResource {

  // SenML in JSON and CBOR, an object in JSON and CBOR, bytes for the model's codec.
  private static final List<Integer> CONTENT_FORMATS = List.of(110, 112, 50, 60, 42);
  private static final BlockOption BLOCKS = new BlockOption(BlockOption.size2Szx(1024), false, 0);

  private final Handover handover;
  private final Refusals refusals;
  private final InstantSource clock;
  // Two of them, so that whoever reaches the plain door keeps nobody from the other.
  private final Transfers plain = new Transfers();
  private final Transfers secured = new Transfers();

  UpResource(Handover handover, Refusals refusals, InstantSource clock) {
    super("up");
    this.handover = handover;
    this.refusals = refusals;
    this.clock = clock;
    getAttributes().setTitle("POST readings to /up/<device>");
    CONTENT_FORMATS.forEach(getAttributes()::addContentType);
  }

  @Override
  public Resource getChild(String device) {
    return new DeviceResource(device, this);
  }

  private static boolean isSecured(CoapExchange exchange) {
    return CoAP.isSecureScheme(exchange.advanced().getRequest().getScheme());
  }

  private static Optional<String> owner(CoapExchange exchange) {
    return SessionOwner.of(exchange.advanced().getRequest().getSourceContext().getPeerIdentity())
        .map(SessionOwner::device);
  }

  private static Object sender(CoapExchange exchange) {
    return owner(exchange).<Object>map(each -> each).orElseGet(exchange::getSourceSocketAddress);
  }

  private void refuse(CoapExchange exchange, ResponseCode code, String why) {
    refusals.add(sender(exchange), why);
    exchange.respond(code, why);
  }

  // RFC 7959, sections 2.9.3 and 4: how large a body may be, and in blocks of which size.
  private void refuseLarge(CoapExchange exchange, String why) {
    refusals.add(sender(exchange), why);
    var response = new Response(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
    response.getOptions().setSize1(CoapReceiver.BODY_LIMIT);
    if (!exchange.getRequestOptions().hasBlock1()) {
      response.getOptions().setBlock1(BLOCKS);
    }
    response.setPayload(why);
    exchange.respond(response);
  }

  private void comeBack(CoapExchange exchange, String why) {
    refusals.add(sender(exchange), why);
    Handover.comeBack(exchange);
  }

  private final class DeviceResource extends CoapResource {

    DeviceResource(String device, UpResource parent) {
      super(device, false);
      setParent(parent);
    }

    @Override
    public void handlePOST(CoapExchange exchange) {
      if (getName().length() > Message.TOPIC_LIMIT / 2) {
        refuse(exchange, ResponseCode.BAD_REQUEST, "the name of the device is too long");
        return;
      }
      if (!mayWrite(exchange)) {
        refuse(exchange, ResponseCode.FORBIDDEN, "a device writes to /up/ and its own id only");
        return;
      }
      if (exchange.getRequestOptions().hasBlock1()) {
        takeBlock(exchange);
        return;
      }
      takePiece(exchange);
    }

    // Without DTLS there is nobody to know: who reaches that address may write.
    private boolean mayWrite(CoapExchange exchange) {
      return !isSecured(exchange)
          || owner(exchange)
              .filter(each -> Eui.device(getName()).equals(Optional.of(each)))
              .isPresent();
    }

    private void takePiece(CoapExchange exchange) {
      var body = exchange.getRequestPayload();
      if (body.length > CoapReceiver.PIECE_LIMIT) {
        refuseLarge(
            exchange, "more than " + CoapReceiver.PIECE_LIMIT + " bytes have to come block-wise");
        return;
      }
      handover.take(exchange, getName(), body);
    }

    // What is here already is kept, whatever its name and format. Nothing is gathered for them.
    private void takeBlock(CoapExchange exchange) {
      if (Eui.device(getName()).isEmpty()) {
        refuse(exchange, ResponseCode.NOT_FOUND, "that is no name of a device");
        return;
      }
      if (!CONTENT_FORMATS.contains(Handover.format(exchange))) {
        refuse(
            exchange,
            ResponseCode.UNSUPPORTED_CONTENT_FORMAT,
            "content formats are " + CONTENT_FORMATS);
        return;
      }
      answer(exchange, add(exchange));
    }

    private Step add(CoapExchange exchange) {
      var options = exchange.getRequestOptions();
      var announced = options.hasSize1() ? options.getSize1() : 0;
      var block =
          new Block(
              options.getBlock1(),
              Handover.format(exchange),
              announced,
              exchange.getRequestPayload());
      return (isSecured(exchange) ? secured : plain)
          .add(new Key(sender(exchange), getName()), block, clock.instant());
    }

    private void answer(CoapExchange exchange, Step step) {
      switch (step) {
        case Step.More() -> {
          var response = new Response(ResponseCode.CONTINUE);
          response.getOptions().setBlock1(exchange.getRequestOptions().getBlock1());
          exchange.respond(response);
        }
        case Step.Whole(var body) -> handover.take(exchange, getName(), body);
        case Step.Gap() ->
            refuse(
                exchange,
                ResponseCode.REQUEST_ENTITY_INCOMPLETE,
                "the blocks before are missing: begin anew");
        case Step.TooLarge() ->
            refuseLarge(exchange, "its body has more than " + CoapReceiver.BODY_LIMIT + " bytes");
        case Step.Full() -> comeBack(exchange, "too many unfinished bodies at once");
      }
    }
  }
}
