package pilotfeld.ingest.coap;

import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.interceptors.MessageInterceptorAdapter;
import pilotfeld.ingest.door.Refusals;

/// Counts as refused what no resource ever sees, as Californium answers it: no such path, an option
/// that is not heeded, a request to a proxy. Once, however often the answer is sent again.
final class TurnedAway extends MessageInterceptorAdapter {

  private final Refusals refusals;

  TurnedAway(Refusals refusals) {
    this.refusals = refusals;
  }

  @Override
  public void sendResponse(Response response) {
    if (response.isInternal() && response.isError() && !response.isSent()) {
      refusals.add(
          response.getDestinationContext().getPeerAddress(), "answered with " + response.getCode());
    }
  }
}
