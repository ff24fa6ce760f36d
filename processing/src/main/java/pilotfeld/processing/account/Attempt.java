package pilotfeld.processing.account;

import static java.util.Objects.requireNonNull;

/// Somebody who wants to be let in.
///
/// @param address of the client, as text
public record Attempt(String name, String password, String address) {

  /// Longest name and longest password that are taken, in characters.
  public static final int LENGTH_LIMIT = 400;

  /// @throws IllegalArgumentException if name or password cannot be those of an account
  public Attempt {
    checkLength("name", name);
    checkLength("password", password);
    requireNonNull(address, "address");
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("name must have no control characters");
    }
  }

  private static void checkLength(String field, String text) {
    if (text.length() > LENGTH_LIMIT) {
      throw new IllegalArgumentException(
          field + " must have at most " + LENGTH_LIMIT + " characters");
    }
  }

  /// Without the password.
  @Override
  public String toString() {
    return name + " from " + address;
  }
}
