package pilotfeld.processing.account;

import static java.util.stream.Collectors.toCollection;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.AuditEntry.Action;

/// Tokens with which programs of a person do a few things, until a time. A token is shown once and
/// kept as a hash. It is never for more than the role of its account may do at that moment.
public final class Tokens {

  /// How long a token is good for at most.
  public static final Duration LIFETIME_LIMIT = Duration.ofDays(366);

  /// Tokens of one account that open something.
  public static final int LIMIT = 20;

  /// A token that was used within this is not written down as used again.
  static final Duration USED_STEP = Duration.ofHours(1);

  // By which scanners for secrets know it where it does not belong.
  private static final String PREFIX = "pilotfeld_";

  private static final String ROLE =
      "SELECT role FROM account WHERE name = :name AND disabled_at IS NULL FOR UPDATE";
  private static final String LIVING =
      "SELECT count(*) FROM access_token WHERE account = :name AND expires_at > :now AND revoked_at IS NULL";
  private static final String ADD =
      """
      INSERT INTO access_token (account, title, token_hash, scope, created_at, expires_at)
      VALUES (:name, :title, :hash, string_to_array(:scope, ' '), :now, :expiresAt) RETURNING id
      """;
  private static final String LIST =
      """
      SELECT id, account, title, array_to_string(scope, ' ') AS scope, created_at, expires_at, used_at, revoked_at
        FROM access_token WHERE CAST(:name AS text) IS NULL OR account = :name ORDER BY account, id
      """;
  private static final String REVOKE =
      "UPDATE access_token SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL RETURNING account";
  private static final String FIND =
      """
      SELECT t.account, array_to_string(t.scope, ' ') AS scope, a.role FROM access_token t JOIN account a ON a.name = t.account
       WHERE t.token_hash = :hash AND t.expires_at > :now AND t.revoked_at IS NULL AND a.disabled_at IS NULL
      """;
  private static final String USED =
      "UPDATE access_token SET used_at = :now WHERE token_hash = :hash AND (used_at IS NULL OR used_at <= :before)";

  private final Jdbi jdbi;

  public Tokens(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Makes a token.
  ///
  /// @throws IllegalArgumentException if there is no such account, its role may not do all of the
  ///   scope, the time is past or too far away, or it has too many
  public TokenMade create(Actor actor, TokenWish wish, Instant now) {
    if (!wish.expiresAt().isAfter(now) || wish.expiresAt().isAfter(now.plus(LIFETIME_LIMIT))) {
      throw new IllegalArgumentException(
          "a token must end after now and within " + LIFETIME_LIMIT.toDays() + " days");
    }
    return jdbi.inTransaction(
        handle -> {
          requireWithinRole(handle, wish);
          requireRoom(handle, wish.account(), now);
          return add(handle, actor, wish, now);
        });
  }

  private static void requireWithinRole(Handle handle, TokenWish wish) {
    var role =
        handle
            .createQuery(ROLE)
            .bind("name", wish.account())
            .mapTo(String.class)
            .findOne()
            .map(Role::of)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no account “" + wish.account() + "”, or it is disabled"));
    var beyond = EnumSet.copyOf(wish.scope());
    beyond.removeAll(role.permissions());
    if (!beyond.isEmpty()) {
      throw new IllegalArgumentException(
          "%s is %s and may not: %s".formatted(wish.account(), role.text(), texts(beyond)));
    }
  }

  private static void requireRoom(Handle handle, String account, Instant now) {
    var living =
        handle.createQuery(LIVING).bind("name", account).bind("now", now).mapTo(Long.class).one();
    if (living >= LIMIT) {
      throw new IllegalArgumentException(
          account + " has " + living + " tokens: revoke one that is not needed any more");
    }
  }

  private static TokenMade add(Handle handle, Actor actor, TokenWish wish, Instant now) {
    var text = PREFIX + Secrets.token();
    var id =
        handle
            .createQuery(ADD)
            .bind("name", wish.account())
            .bind("title", wish.title())
            .bind("hash", Secrets.hash(text))
            .bind("scope", texts(wish.scope()))
            .bind("now", now)
            .bind("expiresAt", wish.expiresAt())
            .mapTo(Long.class)
            .one();
    Audit.add(
        handle,
        actor,
        AuditEntry.of(Action.TOKEN_CREATED, wish.account())
            .with("token", Long.toString(id))
            .with("scope", texts(wish.scope()))
            .with("expires", wish.expiresAt().toString()));
    return new TokenMade(id, text);
  }

  /// Every token, those that open nothing any more too; of one account, if it is named.
  public List<Token> list(Optional<String> account) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(LIST)
                .bind("name", account)
                .map(
                    (row, _) ->
                        new Token(
                            row.getLong("id"),
                            row.getString("account"),
                            row.getString("title"),
                            permissions(row.getString("scope")),
                            row.getTimestamp("created_at").toInstant(),
                            row.getTimestamp("expires_at").toInstant(),
                            Optional.ofNullable(row.getTimestamp("used_at"))
                                .map(time -> time.toInstant()),
                            Optional.ofNullable(row.getTimestamp("revoked_at"))
                                .map(time -> time.toInstant())))
                .list());
  }

  /// Makes a token open nothing from now on.
  ///
  /// @return whose it was; empty if there is none of that number that opened anything
  public Optional<String> revoke(Actor actor, long id, Instant now) {
    return jdbi.inTransaction(
        handle -> {
          var account =
              handle
                  .createQuery(REVOKE)
                  .bind("id", id)
                  .bind("now", now)
                  .mapTo(String.class)
                  .findOne();
          account.ifPresent(
              name ->
                  Audit.add(
                      handle,
                      actor,
                      AuditEntry.of(Action.TOKEN_REVOKED, name).with("token", Long.toString(id))));
          return account;
        });
  }

  /// Who shows a token; empty if it is unknown, has expired or was revoked.
  public Optional<Visitor> holder(String text, Instant now) {
    var hash = Secrets.hash(text);
    return jdbi.withHandle(
        handle -> {
          var holder = find(handle, hash, now);
          holder.ifPresent(_ -> LastUse.note(handle, USED, hash, now, USED_STEP));
          return holder;
        });
  }

  private static Optional<Visitor> find(Handle handle, byte[] hash, Instant now) {
    return handle
        .createQuery(FIND)
        .bind("hash", hash)
        .bind("now", now)
        .map(
            (row, _) ->
                Visitor.withScope(
                    row.getString("account"),
                    Role.of(row.getString("role")),
                    permissions(row.getString("scope"))))
        .findOne();
  }

  // One that another version of the program gave a name stands for nothing here.
  private static Set<Permission> permissions(String texts) {
    var wanted = List.of(texts.split(" "));
    return Stream.of(Permission.values())
        .filter(each -> wanted.contains(each.text()))
        .collect(toCollection(() -> EnumSet.noneOf(Permission.class)));
  }

  private static String texts(Set<Permission> permissions) {
    return permissions.stream().map(Permission::text).sorted().collect(Collectors.joining(" "));
  }
}
