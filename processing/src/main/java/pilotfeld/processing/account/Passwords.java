package pilotfeld.processing.account;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.AuditEntry.Action;

/// Looks at passwords: slowly for who guesses, and for as long whether there is such an account or
/// not. A hash that is outdated is made anew when its password is right.
final class Passwords {

  private static final String KNOWN =
      "SELECT name, role, password_hash, password_version, disabled_at IS NULL AS enabled FROM account WHERE name = :name AND password_hash IS NOT NULL";
  private static final String REHASH =
      "UPDATE account SET password_hash = :hash WHERE name = :name AND password_version = :version";

  // Compared with where no such account exists, so that the answer takes as long.
  private static final PasswordHash NOBODY = PasswordHash.ofNobody();

  private final Jdbi jdbi;
  private final Audit audit;
  private final FailedLogins failed = new FailedLogins();
  private final PasswordThreads threads = new PasswordThreads();

  Passwords(Jdbi jdbi) {
    this.jdbi = jdbi;
    this.audit = new Audit(jdbi);
  }

  /// Whose password was right.
  record Known(String name, Role role, PasswordHash hash, int passwordVersion, boolean isEnabled) {}

  /// The account whose password is shown. What is wrong is in the audit trail afterwards.
  ///
  /// @throws TooManyFailures if too many failed lately from there
  /// @throws TooManyAtOnce if too many wait to be looked at
  Optional<Known> verified(Attempt attempt, Instant now) {
    var right = failed.judge(attempt, now, () -> rightOne(attempt));
    if (right.isEmpty()) {
      audit.add(nobody(attempt), failure(attempt));
    }
    right.filter(known -> known.hash.isOutdated()).ifPresent(known -> rehash(known, attempt));
    return right;
  }

  private Optional<Known> rightOne(Attempt attempt) {
    var known = known(attempt.name());
    var hash = known.map(Known::hash).orElse(NOBODY);
    var matches = threads.inTurn(() -> hash.matches(attempt.password()));
    return known.filter(each -> matches && each.isEnabled);
  }

  private void rehash(Known known, Attempt attempt) {
    try {
      var hash = threads.inTurn(() -> PasswordHash.of(attempt.password()));
      store(known, hash);
    } catch (TooManyAtOnce e) {
      // The next login does it as well.
    }
  }

  private void store(Known known, PasswordHash hash) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(REHASH)
                .bind("name", known.name)
                .bind("version", known.passwordVersion)
                .bind("hash", hash.text())
                .execute());
  }

  private static Actor nobody(Attempt attempt) {
    return new Actor(Optional.empty(), Actor.Way.PASSWORD, attempt.address());
  }

  // A name that no account has is not kept: people type passwords there.
  private AuditEntry failure(Attempt attempt) {
    return new AuditEntry(Action.LOGIN_FAILED, known(attempt.name()).map(Known::name), Map.of());
  }

  private Optional<Known> known(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(KNOWN)
                .bind("name", name)
                .map(
                    (row, _) ->
                        new Known(
                            row.getString("name"),
                            Role.of(row.getString("role")),
                            new PasswordHash(row.getString("password_hash")),
                            row.getInt("password_version"),
                            row.getBoolean("enabled")))
                .findOne());
  }
}
