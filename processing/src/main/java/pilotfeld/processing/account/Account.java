package pilotfeld.processing.account;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// Somebody who can log in.
///
/// @param logins that are open
/// @param tokens that open something still
/// @param disabledAt since when not any more
public record Account(
    String name,
    Role role,
    Instant createdAt,
    Optional<Instant> disabledAt,
    long logins,
    long tokens) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,62}");

  public Account {
    requireNonNull(name, "name");
    requireNonNull(role, "role");
  }

  /// @throws IllegalArgumentException if no account can be called so
  static String checkedName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "“"
              + name
              + "” is no name of an account: a lower-case letter, then up to 62 lower-case letters, digits, . _ -");
    }
    return name;
  }
}
