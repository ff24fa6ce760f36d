package pilotfeld.ingest.mqtt;

import java.util.Locale;

/// How a receiver stands with its broker.
public enum Standing {
  /// Not yet, or not any more; it tries again within seconds.
  AWAY,
  CONNECTED,
  /// Another client has our client id; the session is left to it, and asked for minutes later.
  TAKEN_OVER;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
