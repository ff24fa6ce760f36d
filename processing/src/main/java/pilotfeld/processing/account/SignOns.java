package pilotfeld.processing.account;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.AuditEntry.Action;

/// Logins of people whom a provider knows. Each has an account of its own, known by issuer and
/// subject and never by a name: who is called as somebody here is not that somebody. Its role is
/// what the provider says, at each login.
public final class SignOns {

  // Two first logins at once would each want the same name.
  private static final String ONE_AT_A_TIME = "LOCK TABLE account IN SHARE ROW EXCLUSIVE MODE";
  private static final String FIND =
      "SELECT name, role, disabled_at IS NULL AS enabled FROM account WHERE issuer = :issuer AND subject = :subject";
  private static final String ADD =
      "INSERT INTO account (name, role, issuer, subject) VALUES (:name, :role, :issuer, :subject) ON CONFLICT (name) DO NOTHING";
  private static final String GIVE_ROLE = "UPDATE account SET role = :role WHERE name = :name";

  private static final int NAME_LIMIT = 50;
  private static final int MARK_BYTES = 4;
  private static final String NAMELESS = "someone";

  private final Jdbi jdbi;

  public SignOns(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  private record Known(String name, Role role, boolean enabled) {}

  /// Opens a login, and makes the account if it is their first.
  ///
  /// @param address of the client
  /// @return a token for the cookie, or empty if the account is disabled
  public Optional<String> open(Identity identity, String address, Instant now) {
    return jdbi.inTransaction(
        handle -> {
          handle.execute(ONE_AT_A_TIME);
          var known = find(handle, identity).orElseGet(() -> added(handle, identity, address));
          var actor = actor(known.name(), address);
          if (!known.enabled()) {
            Audit.add(handle, actor, AuditEntry.of(Action.LOGIN_FAILED, known.name()));
            return Optional.empty();
          }
          if (known.role() != identity.role()) {
            giveRole(handle, actor, known.name(), identity.role());
          }
          var visitor = Visitor.of(known.name(), identity.role(), actor.way());
          return Optional.of(Logins.open(handle, visitor, address, now));
        });
  }

  private static Optional<Known> find(Handle handle, Identity identity) {
    return handle
        .createQuery(FIND)
        .bind("issuer", identity.issuer())
        .bind("subject", identity.subject())
        .map(
            (row, _) ->
                new Known(
                    row.getString("name"),
                    Role.of(row.getString("role")),
                    row.getBoolean("enabled")))
        .findOne();
  }

  private static Known added(Handle handle, Identity identity, String address) {
    var name =
        Stream.of(name(identity), name(identity) + "-" + mark(identity))
            .filter(each -> add(handle, identity, each))
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("two subjects of one provider have the same hash"));
    Audit.add(
        handle,
        actor(name, address),
        AuditEntry.of(Action.ACCOUNT_ADDED, name)
            .with("role", identity.role().text())
            .with("issuer", identity.issuer())
            .with("subject", identity.subject()));
    return new Known(name, identity.role(), true);
  }

  private static boolean add(Handle handle, Identity identity, String name) {
    return handle
            .createUpdate(ADD)
            .bind("name", name)
            .bind("role", identity.role().text())
            .bind("issuer", identity.issuer())
            .bind("subject", identity.subject())
            .execute()
        > 0;
  }

  // What they are called there, as names are written here.
  private static String name(Identity identity) {
    var name =
        Normalizer.normalize(identity.name().orElse(NAMELESS), Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}+", "")
            .replaceFirst("@.*", "")
            .replaceAll("[^a-z0-9._-]+", "-")
            .replaceFirst("^[^a-z]+", "");
    return name.isEmpty() ? NAMELESS : name.substring(0, Math.min(name.length(), NAME_LIMIT));
  }

  private static String mark(Identity identity) {
    var hash = Secrets.hash(identity.issuer() + " " + identity.subject());
    return HexFormat.of().formatHex(hash, 0, MARK_BYTES);
  }

  private static void giveRole(Handle handle, Actor actor, String name, Role role) {
    handle.createUpdate(GIVE_ROLE).bind("name", name).bind("role", role.text()).execute();
    Audit.add(handle, actor, AuditEntry.of(Action.ROLE_CHANGED, name).with("role", role.text()));
  }

  private static Actor actor(String name, String address) {
    return new Actor(Optional.of(name), Actor.Way.SIGN_ON, address);
  }
}
