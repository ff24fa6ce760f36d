package pilotfeld.ingest.coap;

import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.InMemoryMessageExchangeStore;
import org.eclipse.californium.core.network.NullMessageIdTracker;
import org.eclipse.californium.core.network.RandomTokenGenerator;
import org.eclipse.californium.core.network.serialization.UdpDataSerializer;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.config.Configuration;

/// Makes endpoints whose memory is bounded, whoever writes to them from wherever.
final class Endpoints {

  private Endpoints() {}

  static CoapEndpoint on(Connector connector, Configuration configuration) {
    var tokens = new RandomTokenGenerator(configuration);
    var store = new InMemoryMessageExchangeStore("", configuration, tokens);
    store.setDeduplicator(new RecentExchanges(System::nanoTime));
    // Ids of our own messages: one sequence for all. One for each peer can run out of peers.
    var ids = new NullMessageIdTracker(0, 0, Message.MAX_MID + 1);
    store.setMessageIdProvider(_ -> ids.getNextMessageId());
    return CoapEndpoint.builder()
        .setConfiguration(configuration)
        .setConnector(connector)
        .setTokenGenerator(tokens)
        .setMessageExchangeStore(store)
        .setDataSerializerAndParser(new UdpDataSerializer(), new Options())
        .build();
  }
}
