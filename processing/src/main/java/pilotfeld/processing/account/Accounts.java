package pilotfeld.processing.account;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Accounts with a password, and who is logged in.
public final class Accounts {

  /// The account that is made at the first start.
  public static final String ADMINISTRATOR = "admin";

  /// How long a login lasts.
  public static final Duration LOGIN_TIME = Duration.ofHours(12);

  /// Longest password that is looked at, in bytes of UTF-8: bcrypt sees no more.
  public static final int PASSWORD_LIMIT = 72;

  /// What a password is hashed with: about a quarter of a second on one core.
  private static final int BCRYPT_COST = 12;

  private static final String ADD =
      "INSERT INTO account (name, password_hash) VALUES (:name, :hash) ON CONFLICT (name) DO NOTHING";
  private static final String RENEW = "UPDATE account SET password_hash = :hash WHERE name = :name";
  private static final String HASH = "SELECT password_hash FROM account WHERE name = :name";
  private static final String OPEN =
      "INSERT INTO login (token_hash, account, expires_at) VALUES (:hash, :name, :expiresAt)";
  private static final String FIND =
      "SELECT account FROM login WHERE token_hash = :hash AND expires_at > :now";
  private static final String CLOSE =
      "DELETE FROM login WHERE token_hash = :hash OR expires_at <= :now";
  private static final String CLOSE_ALL = "DELETE FROM login WHERE account = :name";

  // Compared with where no such account exists, so that the answer takes as long.
  private static final String NOBODY = hash("nobody has this password");

  private final Jdbi jdbi;
  private final FailedLogins failed = new FailedLogins();
  private final PasswordThreads threads = new PasswordThreads();

  public Accounts(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Makes the administrator if there is none yet.
  ///
  /// @param wanted the password to give; empty for one made here
  /// @return the password, if the account was made now: show it once, it is kept nowhere
  public Optional<String> ensureAdministrator(Optional<String> wanted) {
    if (passwordHash(ADMINISTRATOR).isPresent()) {
      return Optional.empty();
    }
    var password = wanted.orElseGet(Secrets::password);
    var hash = hash(password);
    int added =
        jdbi.withHandle(
            handle ->
                handle.createUpdate(ADD).bind("name", ADMINISTRATOR).bind("hash", hash).execute());
    return added == 1 ? Optional.of(password) : Optional.empty();
  }

  /// Gives the administrator a new password and ends every login of theirs.
  public String renewAdministrator() {
    ensureAdministrator(Optional.empty());
    var password = Secrets.password();
    var hash = hash(password);
    jdbi.useTransaction(
        handle -> {
          handle.createUpdate(RENEW).bind("name", ADMINISTRATOR).bind("hash", hash).execute();
          handle.createUpdate(CLOSE_ALL).bind("name", ADMINISTRATOR).execute();
        });
    return password;
  }

  /// @return a token for the cookie, or empty if name or password are wrong
  /// @throws TooManyFailures if too many failed lately from there
  /// @throws TooManyAtOnce if too many wait to be looked at
  public Optional<String> logIn(Attempt attempt, Instant now) {
    if (!isRight(attempt, now)) {
      return Optional.empty();
    }
    var token = Secrets.token();
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(OPEN)
                .bind("hash", Secrets.hash(token))
                .bind("name", attempt.name())
                .bind("expiresAt", now.plus(LOGIN_TIME))
                .execute());
    return Optional.of(token);
  }

  /// Whether the password is that of the account.
  ///
  /// @throws TooManyFailures if too many failed lately from there
  /// @throws TooManyAtOnce if too many wait to be looked at
  public boolean isRight(Attempt attempt, Instant now) {
    return failed.judge(attempt, now, () -> matches(attempt.name(), attempt.password()));
  }

  private boolean matches(String name, String password) {
    var known = passwordHash(name);
    return password.getBytes(StandardCharsets.UTF_8).length <= PASSWORD_LIMIT
        && threads.verify(password, known.orElse(NOBODY))
        && known.isPresent();
  }

  /// Who holds a token; empty if it is unknown or has expired.
  public Optional<String> holder(String token, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(FIND)
                .bind("hash", Secrets.hash(token))
                .bind("now", now)
                .mapTo(String.class)
                .findOne());
  }

  /// Ends a login, and forgets those that have expired.
  public void logOut(String token, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(CLOSE)
                .bind("hash", Secrets.hash(token))
                .bind("now", now)
                .execute());
  }

  private Optional<String> passwordHash(String name) {
    return jdbi.withHandle(
        handle -> handle.createQuery(HASH).bind("name", name).mapTo(String.class).findOne());
  }

  private static String hash(String password) {
    return BCrypt.withDefaults().hashToString(BCRYPT_COST, password.toCharArray());
  }
}
