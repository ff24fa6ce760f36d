package pilotfeld.ingest.mqtt;

import java.util.List;
import java.util.Map;

/// One connection to a broker, from its beginning until it is lost. For the next one another object
/// is made, so an acknowledgement that comes late never meets a message of a later session.
interface BrokerConnection {

  /// @throws BrokerTrouble if the broker cannot be reached or does not let us in
  void open() throws BrokerTrouble;

  /// Asks for messages, acknowledged ones where the broker has them.
  ///
  /// @return what the broker refused, with its reason code of MQTT 5
  /// @throws BrokerTrouble if there is no answer
  Map<String, Integer> subscribe(List<String> filters) throws BrokerTrouble;

  /// Disconnects, or gives up connecting.
  void close();
}
