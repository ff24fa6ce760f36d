package pilotfeld.processing.account;

import java.time.Instant;
import java.util.Set;

/// What a token is to be.
///
/// @param account whose it will be
/// @param title for people, such as what uses it
/// @param scope what it is for
/// @param expiresAt when it opens nothing any more
public record TokenWish(String account, String title, Set<Permission> scope, Instant expiresAt) {

  /// Longest title, in characters.
  static final int TITLE_LIMIT = 100;

  /// @throws IllegalArgumentException if there is no title, or a scope of nothing
  public TokenWish {
    if (title.isBlank()
        || title.length() > TITLE_LIMIT
        || title.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "title must have 1 to " + TITLE_LIMIT + " characters, none of them for control");
    }
    if (scope.isEmpty()) {
      throw new IllegalArgumentException("scope must name at least one permission");
    }
    scope = Set.copyOf(scope);
  }
}
