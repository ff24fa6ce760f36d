package pilotfeld.processing.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.AuditEntry.Action;

/// Who has an account, and in which role. What is changed is in the audit trail by the same
/// transaction.
public final class Accounts {

  /// The account that is made at the first start.
  public static final String ADMINISTRATOR = "admin";

  private static final String ADD =
      "INSERT INTO account (name, role, password_hash) VALUES (:name, :role, :hash) ON CONFLICT (name) DO NOTHING";
  private static final String EXISTS = "SELECT EXISTS (SELECT FROM account WHERE name = :name)";
  private static final String RENEW =
      "UPDATE account SET password_hash = :hash, password_version = password_version + 1 WHERE name = :name AND password_hash IS NOT NULL";
  private static final String GIVE_ROLE = "UPDATE account SET role = :role WHERE name = :name";
  private static final String DISABLE =
      "UPDATE account SET disabled_at = coalesce(disabled_at, now()) WHERE name = :name";
  private static final String ENABLE = "UPDATE account SET disabled_at = NULL WHERE name = :name";
  private static final String END_LOGINS = "DELETE FROM login WHERE account = :name";
  private static final String REVOKE_TOKENS =
      "UPDATE access_token SET revoked_at = now() WHERE account = :name AND revoked_at IS NULL";
  // Two changes at once could each see the other's administrator.
  private static final String ONE_AT_A_TIME = "LOCK TABLE account IN SHARE ROW EXCLUSIVE MODE";
  private static final String ADMINISTRATORS =
      "SELECT count(*) FROM account WHERE role = 'administrator' AND disabled_at IS NULL";
  private static final String LIST =
      """
      SELECT a.name, a.role, a.created_at, a.disabled_at,
             (SELECT count(*) FROM login l WHERE l.account = a.name AND l.expires_at > :now AND l.seen_at > :idleSince) AS logins,
             (SELECT count(*) FROM access_token t WHERE t.account = a.name AND t.expires_at > :now AND t.revoked_at IS NULL) AS tokens
        FROM account a ORDER BY a.name
      """;

  private final Jdbi jdbi;

  public Accounts(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Makes the administrator if there is none yet.
  ///
  /// @param wanted the password to give; empty for one made here
  /// @return the password, if the account was made now: show it once, it is kept nowhere
  public Optional<String> ensureAdministrator(Optional<String> wanted) {
    if (exists(ADMINISTRATOR)) {
      return Optional.empty();
    }
    var password = wanted.orElseGet(Secrets::password);
    var added = add(Actor.atStart(), ADMINISTRATOR, Role.ADMINISTRATOR, PasswordHash.of(password));
    return added ? Optional.of(password) : Optional.empty();
  }

  /// Makes an account.
  ///
  /// @return its password: show it once, it is kept nowhere
  /// @throws IllegalArgumentException if there is one of that name, or none can be called so
  public String add(Actor actor, String name, Role role) {
    Account.checkedName(name);
    var password = Secrets.password();
    if (!add(actor, name, role, PasswordHash.of(password))) {
      throw new IllegalArgumentException("there is an account “" + name + "” already");
    }
    return password;
  }

  private boolean add(Actor actor, String name, Role role, PasswordHash hash) {
    return jdbi.inTransaction(
        handle -> {
          var added =
              handle
                  .createUpdate(ADD)
                  .bind("name", name)
                  .bind("role", role.text())
                  .bind("hash", hash.text())
                  .execute();
          if (added == 0) {
            return false;
          }
          Audit.add(
              handle, actor, AuditEntry.of(Action.ACCOUNT_ADDED, name).with("role", role.text()));
          return true;
        });
  }

  /// Gives an account a new password and ends every login of it. Tokens go on.
  ///
  /// @return the password: show it once, it is kept nowhere
  /// @throws IllegalArgumentException if there is no such account, or it is of somebody who signs
  ///   in at a provider
  public String renewPassword(Actor actor, String name) {
    var password = Secrets.password();
    var hash = PasswordHash.of(password);
    change(
        name,
        handle -> {
          var renewed =
              handle.createUpdate(RENEW).bind("name", name).bind("hash", hash.text()).execute();
          if (renewed == 0) {
            throw new IllegalArgumentException(
                name + " signs in at the organisation's provider and has no password here");
          }
          endLogins(handle, name);
          Audit.add(handle, actor, AuditEntry.of(Action.PASSWORD_RENEWED, name));
        });
    return password;
  }

  /// Gives an account another role, which holds from its next request on.
  ///
  /// @throws IllegalArgumentException if there is no such account, or no administrator would be
  ///   left
  public void giveRole(Actor actor, String name, Role role) {
    change(
        name,
        handle -> {
          handle.createUpdate(GIVE_ROLE).bind("name", name).bind("role", role.text()).execute();
          requireAnAdministrator(handle);
          Audit.add(
              handle, actor, AuditEntry.of(Action.ROLE_CHANGED, name).with("role", role.text()));
        });
  }

  /// Lets nobody in by an account any more: its logins end and its tokens are revoked.
  ///
  /// @throws IllegalArgumentException if there is no such account, or no administrator would be
  ///   left
  public void disable(Actor actor, String name) {
    change(
        name,
        handle -> {
          handle.createUpdate(DISABLE).bind("name", name).execute();
          requireAnAdministrator(handle);
          endLogins(handle, name);
          handle.createUpdate(REVOKE_TOKENS).bind("name", name).execute();
          Audit.add(handle, actor, AuditEntry.of(Action.ACCOUNT_DISABLED, name));
        });
  }

  /// Lets people in by an account again, with its password; what was revoked stays so.
  ///
  /// @throws IllegalArgumentException if there is no such account
  public void enable(Actor actor, String name) {
    change(
        name,
        handle -> {
          handle.createUpdate(ENABLE).bind("name", name).execute();
          Audit.add(handle, actor, AuditEntry.of(Action.ACCOUNT_ENABLED, name));
        });
  }

  /// Ends every login of an account.
  ///
  /// @return how many there were
  /// @throws IllegalArgumentException if there is no such account
  public int endLogins(Actor actor, String name) {
    var ended = new int[1];
    change(
        name,
        handle -> {
          ended[0] = endLogins(handle, name);
          Audit.add(handle, actor, AuditEntry.of(Action.LOGINS_ENDED, name));
        });
    return ended[0];
  }

  /// Every account, by its name.
  public List<Account> list(Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(LIST)
                .bind("now", now)
                .bind("idleSince", now.minus(Logins.IDLE_LIMIT))
                .map(
                    (row, _) ->
                        new Account(
                            row.getString("name"),
                            Role.of(row.getString("role")),
                            row.getTimestamp("created_at").toInstant(),
                            Optional.ofNullable(row.getTimestamp("disabled_at"))
                                .map(time -> time.toInstant()),
                            row.getLong("logins"),
                            row.getLong("tokens")))
                .list());
  }

  private interface Change {
    void in(Handle handle);
  }

  private void change(String name, Change change) {
    jdbi.useTransaction(
        handle -> {
          handle.execute(ONE_AT_A_TIME);
          if (!exists(handle, name)) {
            throw new IllegalArgumentException(
                "there is no account “" + name + "”; user list shows those there are");
          }
          change.in(handle);
        });
  }

  private boolean exists(String name) {
    return jdbi.withHandle(handle -> exists(handle, name));
  }

  private static boolean exists(Handle handle, String name) {
    return handle.createQuery(EXISTS).bind("name", name).mapTo(Boolean.class).one();
  }

  private static int endLogins(Handle handle, String name) {
    return handle.createUpdate(END_LOGINS).bind("name", name).execute();
  }

  private static void requireAnAdministrator(Handle handle) {
    if (handle.createQuery(ADMINISTRATORS).mapTo(Long.class).one() == 0) {
      throw new IllegalArgumentException(
          "no administrator would be left: give somebody else that role first");
    }
  }
}
