package pilotfeld.ingest.coap;

import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.server.ServerMessageDeliverer;
import org.eclipse.californium.core.server.resources.Resource;
import org.eclipse.californium.elements.config.Configuration;

/// Hands requests to their resource, but what is meant for another server to nobody (RFC 7252,
/// section 5.10.2).
final class NoProxy extends ServerMessageDeliverer {

  NoProxy(Resource root, Configuration configuration) {
    super(root, configuration);
  }

  @Override
  protected boolean preDeliverRequest(Exchange exchange) {
    var options = exchange.getRequest().getOptions();
    if (!options.hasProxyUri() && !options.hasProxyScheme()) {
      return false;
    }
    exchange.sendResponse(new Response(ResponseCode.PROXY_NOT_SUPPORTED, true));
    return true;
  }
}
