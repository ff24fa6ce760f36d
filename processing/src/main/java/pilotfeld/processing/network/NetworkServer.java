package pilotfeld.processing.network;

import pilotfeld.processing.outbox.Answer;

/// A network server, asked for one device. Each call may be repeated: what is as it is to be is
/// left alone.
interface NetworkServer {

  /// Makes a device known, or brings what is known of it up to date. One that was put there by hand
  /// is taken over where its key is the same, and refused where it is not.
  Answer keep(Wanted device);

  /// Has the network server accept nothing of a device any more.
  ///
  /// @param devEui sixteen lower-case hex digits
  Answer remove(String devEui);
}
