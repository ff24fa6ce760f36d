package pilotfeld.ingest.mqtt;

/// Who takes what comes over a connection.
interface Arrivals {

  /// @param redelivered whether the broker marked it as a second delivery
  /// @param acknowledge to be run once the message is durable; does nothing if its connection is
  ///   gone, as the broker delivers the message again
  void arrived(String topic, byte[] body, boolean redelivered, Runnable acknowledge);
}
