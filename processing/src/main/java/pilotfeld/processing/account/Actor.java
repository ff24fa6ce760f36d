package pilotfeld.processing.account;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;

/// Who does something, as the audit trail has it.
///
/// @param name of the account, or of the operating system's user who calls a command; empty of
///   somebody who is not known
/// @param origin the client's address, or that it was a command
public record Actor(Optional<String> name, Way way, String origin) {

  /// Longest name and origin, in characters.
  static final int LENGTH_LIMIT = 200;

  /// How somebody said who they are.
  public enum Way {
    /// By the cookie of a login.
    LOGIN,
    /// By name and password with the request itself.
    PASSWORD,
    TOKEN,
    /// At the organisation's own provider.
    SIGN_ON,
    /// On the command line, with the database's own credentials.
    COMMAND,
    /// Nobody: Pilotfeld itself, when it starts.
    START;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Actor {
    name = name.map(Actor::bounded);
    requireNonNull(way, "way");
    origin = bounded(origin);
  }

  /// Who calls a command.
  ///
  /// @param user of the operating system
  public static Actor atCommandLine(String user) {
    return new Actor(Optional.of(user), Way.COMMAND, "command line");
  }

  static Actor atStart() {
    return new Actor(Optional.empty(), Way.START, "start");
  }

  private static String bounded(String text) {
    return text.substring(0, Math.min(text.length(), LENGTH_LIMIT));
  }
}
