package pilotfeld.ingest.coap;

import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.interceptors.MessageInterceptorAdapter;

/// Counts requests over the limit as refused: Californium answers them itself, and no resource ever
/// sees one.
final class TooLarge extends MessageInterceptorAdapter {

  private final Refusals refusals;

  TooLarge(Refusals refusals) {
    this.refusals = refusals;
  }

  @Override
  public void sendResponse(Response response) {
    if (response.getCode() == ResponseCode.REQUEST_ENTITY_TOO_LARGE) {
      refusals.add(
          response.getDestinationContext().getPeerAddress(),
          "its body has more than " + CoapReceiver.BODY_LIMIT + " bytes");
    }
  }
}
