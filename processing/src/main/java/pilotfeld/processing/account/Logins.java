package pilotfeld.processing.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.AuditEntry.Action;

/// Who shows the right password, and who has done so lately. A login ends when nobody has used it
/// for a while, and after half a day in any case.
public final class Logins {

  /// How long a login lasts at most.
  public static final Duration LIFETIME = Duration.ofHours(12);

  /// How long a login lasts that nobody uses.
  public static final Duration IDLE_LIMIT = Duration.ofHours(1);

  /// A login that was seen within this is not written down as seen again.
  static final Duration SEEN_STEP = Duration.ofMinutes(1);

  // Waits for whoever gives another password or disables the account, and then finds it changed.
  private static final String STILL =
      "SELECT 1 FROM account WHERE name = :name AND password_version = :version AND disabled_at IS NULL FOR SHARE";
  private static final String OPEN =
      "INSERT INTO login (token_hash, account, opened_at, seen_at, expires_at) VALUES (:hash, :name, :now, :now, :expiresAt)";
  private static final String FIND =
      """
      SELECT l.account, a.role FROM login l JOIN account a ON a.name = l.account
       WHERE l.token_hash = :hash AND l.expires_at > :now AND l.seen_at > :idleSince AND a.disabled_at IS NULL
      """;
  private static final String SEEN =
      "UPDATE login SET seen_at = :now WHERE token_hash = :hash AND seen_at <= :before";
  private static final String CLOSE =
      "DELETE FROM login WHERE token_hash = :hash RETURNING account";
  private static final String FORGET =
      "DELETE FROM login WHERE expires_at <= :now OR seen_at <= :idleSince";

  private final Jdbi jdbi;
  private final Passwords passwords;

  public Logins(Jdbi jdbi) {
    this.jdbi = jdbi;
    this.passwords = new Passwords(jdbi);
  }

  /// @return a token for the cookie, or empty if name or password are wrong
  /// @throws TooManyFailures if too many failed lately from there
  /// @throws TooManyAtOnce if too many wait to be looked at
  public Optional<String> open(Attempt attempt, Instant now) {
    return passwords
        .verified(attempt, now)
        .flatMap(
            known -> jdbi.inTransaction(handle -> open(handle, known, attempt.address(), now)));
  }

  private static Optional<String> open(
      Handle handle, Passwords.Known known, String address, Instant now) {
    var still =
        handle
            .createQuery(STILL)
            .bind("name", known.name())
            .bind("version", known.passwordVersion())
            .mapTo(Integer.class)
            .findOne();
    if (still.isEmpty()) {
      return Optional.empty();
    }
    var visitor = Visitor.of(known.name(), known.role(), Actor.Way.LOGIN);
    return Optional.of(open(handle, visitor, address, now));
  }

  /// Opens a login of somebody who has shown who they are.
  static String open(Handle handle, Visitor visitor, String address, Instant now) {
    var token = Secrets.token();
    forget(handle, now);
    handle
        .createUpdate(OPEN)
        .bind("hash", Secrets.hash(token))
        .bind("name", visitor.account())
        .bind("now", now)
        .bind("expiresAt", now.plus(LIFETIME))
        .execute();
    Audit.add(handle, visitor.at(address), AuditEntry.of(Action.LOGIN, visitor.account()));
    return token;
  }

  /// Who shows name and password with a single request.
  ///
  /// @throws TooManyFailures if too many failed lately from there
  /// @throws TooManyAtOnce if too many wait to be looked at
  public Optional<Visitor> byPassword(Attempt attempt, Instant now) {
    return passwords
        .verified(attempt, now)
        .map(known -> Visitor.of(known.name(), known.role(), Actor.Way.PASSWORD));
  }

  /// Who holds a cookie's token; empty if it is unknown, has expired, or was idle for too long.
  public Optional<Visitor> holder(String token, Instant now) {
    var hash = Secrets.hash(token);
    return jdbi.withHandle(
        handle -> {
          var holder = find(handle, hash, now);
          holder.ifPresent(_ -> LastUse.note(handle, SEEN, hash, now, SEEN_STEP));
          return holder;
        });
  }

  private static Optional<Visitor> find(Handle handle, byte[] hash, Instant now) {
    return handle
        .createQuery(FIND)
        .bind("hash", hash)
        .bind("now", now)
        .bind("idleSince", now.minus(IDLE_LIMIT))
        .map(
            (row, _) ->
                Visitor.of(
                    row.getString("account"), Role.of(row.getString("role")), Actor.Way.LOGIN))
        .findOne();
  }

  /// What a page must show beside the cookie to change anything: a page from elsewhere, for which
  /// the browser may send the cookie, cannot know it.
  public static String pageToken(String token) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.hash("page " + token));
  }

  /// Ends a login, and forgets those that have expired.
  ///
  /// @param address of the client
  public void close(String token, String address, Instant now) {
    jdbi.useTransaction(
        handle -> {
          forget(handle, now);
          handle
              .createQuery(CLOSE)
              .bind("hash", Secrets.hash(token))
              .mapTo(String.class)
              .findOne()
              .ifPresent(
                  name ->
                      Audit.add(
                          handle,
                          new Actor(Optional.of(name), Actor.Way.LOGIN, address),
                          AuditEntry.of(Action.LOGOUT, name)));
        });
  }

  private static void forget(Handle handle, Instant now) {
    handle.createUpdate(FORGET).bind("now", now).bind("idleSince", now.minus(IDLE_LIMIT)).execute();
  }
}
