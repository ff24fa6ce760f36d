package pilotfeld.ingest.command;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// Times as commands show them.
final class Times {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");

  private Times() {}

  static String shown(Instant time, ZoneId zone) {
    return TIME.format(time.atZone(zone));
  }
}
