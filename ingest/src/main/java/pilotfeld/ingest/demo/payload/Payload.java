package pilotfeld.ingest.demo.payload;

/// What a device sends in one frame.
public sealed interface Payload permits ContactFrame, DlMbx, DlTrs12, ErsCo2, Lse01, Milesight {

  /// The LoRaWAN port that says how to read the bytes.
  int port();

  /// The application payload; a new array each time.
  byte[] bytes();
}
