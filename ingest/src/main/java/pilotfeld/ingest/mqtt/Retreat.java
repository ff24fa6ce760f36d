package pilotfeld.ingest.mqtt;

import java.time.Duration;
import java.util.Optional;

/// How long to stay away from a broker, from how the stays before it ended.
///
/// A session that another client took over is left to it for long: to take it back at once would
/// end the other's, which takes it back in turn. MQTT 5 says so by a reason code. A broker of 3.1.1
/// only closes; there, several short stays in a row are the sign.
///
/// @param pause to be waited now; empty before the first trouble
/// @param shortStays that the broker ended, one after the other
/// @param isTakenOver whether the session is left to another client
record Retreat(Optional<Pause> pause, int shortStays, boolean isTakenOver) {

  static final Retreat NONE = new Retreat(Optional.empty(), 0, false);

  /// A stay that a broker ends sooner is short.
  static final Duration SHORT_STAY = Duration.ofSeconds(60);

  /// As many short stays in a row are taken for another client with our id.
  static final int SHORT_STAYS_LIMIT = 3;

  /// What is to be done after one more trouble.
  Retreat after(BrokerTrouble trouble) {
    var row = isShort(trouble) ? shortStays + 1 : 0;
    if (trouble.isTakeOver() || row >= SHORT_STAYS_LIMIT) {
      var longer = isTakenOver ? pause.map(Pause::longer) : Optional.<Pause>empty();
      return new Retreat(Optional.of(longer.orElseGet(Pause::afterTakeOver)), row, true);
    }
    var begunAnew = isTakenOver || hasLasted(trouble);
    var longer = begunAnew ? Optional.<Pause>empty() : pause.map(Pause::longer);
    return new Retreat(Optional.of(longer.orElseGet(Pause::first)), row, false);
  }

  private static boolean isShort(BrokerTrouble trouble) {
    return trouble.isClosing()
        && trouble.stay().filter(stay -> stay.compareTo(SHORT_STAY) < 0).isPresent();
  }

  private static boolean hasLasted(BrokerTrouble trouble) {
    return trouble.stay().filter(stay -> stay.compareTo(Pause.MOST) > 0).isPresent();
  }
}
