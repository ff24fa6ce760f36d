package pilotfeld.processing.resource;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.Account;
import pilotfeld.processing.account.Accounts;
import pilotfeld.processing.account.Role;
import pilotfeld.processing.api.Answer;
import pilotfeld.processing.api.Call;
import pilotfeld.processing.api.Listing;
import pilotfeld.processing.api.Operations;
import pilotfeld.processing.http.Problem;

/// `/api/users`: who has an account, and in which role. Passwords are made here and shown once.
final class Users {

  // As the changes themselves do, so that two cannot wait for each other.
  private static final String LOCK = "LOCK TABLE account IN SHARE ROW EXCLUSIVE MODE";

  private final Jdbi jdbi;
  private final Accounts accounts;
  private final Clock clock;

  Users(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.accounts = new Accounts(jdbi);
    this.clock = clock;
  }

  void addTo(Operations operations) {
    operations
        .answer("listUsers", this::list)
        .answer("createUser", this::create)
        .answer("readUser", call -> Answer.tagged(user(call.path("user"))))
        .answer("changeUser", this::change)
        .answer("renewPassword", this::renewPassword)
        .answer("endLogins", this::endLogins);
  }

  record User(String name, String role, Instant createdAt, Optional<Instant> disabledAt) {

    static User of(Account account) {
      return new User(
          account.name(), account.role().text(), account.createdAt(), account.disabledAt());
    }
  }

  /// @param password shown once; empty when the request comes again
  private record WithPassword(
      String name,
      String role,
      Instant createdAt,
      Optional<Instant> disabledAt,
      Optional<String> password) {

    static WithPassword of(User user, Optional<String> password) {
      return new WithPassword(user.name, user.role, user.createdAt, user.disabledAt, password);
    }
  }

  private record NewUser(String name, String role) {}

  private record Change(String role, boolean disabled) {}

  private Answer list(Call call) {
    var listing = Listing.of(call);
    var after = listing.after();
    var users =
        accounts.list(clock.instant()).stream()
            .map(User::of)
            .filter(each -> after.isEmpty() || each.name.compareTo(after.get()) > 0)
            .sorted(Comparator.comparing(User::name))
            .limit(listing.wanted())
            .toList();
    return listing.answer(users, User::name);
  }

  private Answer create(Call call) {
    var wish = call.body(NewUser.class);
    var password = Refusal.told(() -> accounts.add(call.actor(), wish.name, Role.of(wish.role)));
    return shownOnce(user(wish.name), password);
  }

  private static Answer shownOnce(User user, String password) {
    return Answer.createdWithSecret(
        "/api/users/" + user.name,
        WithPassword.of(user, Optional.of(password)),
        WithPassword.of(user, Optional.empty()));
  }

  private Answer change(Call call) {
    var name = call.path("user");
    jdbi.useHandle(handle -> handle.execute(LOCK));
    var before = user(name);
    call.requireSeen(before);
    var wish = call.body(Change.class);
    var role = Role.of(wish.role);
    if (!role.text().equals(before.role)) {
      Refusal.done(() -> accounts.giveRole(call.actor(), name, role));
    }
    if (wish.disabled && before.disabledAt.isEmpty()) {
      Refusal.done(() -> accounts.disable(call.actor(), name));
    }
    if (!wish.disabled && before.disabledAt.isPresent()) {
      Refusal.done(() -> accounts.enable(call.actor(), name));
    }
    return Answer.tagged(user(name));
  }

  private Answer renewPassword(Call call) {
    var user = user(call.path("user"));
    return shownOnce(user, Refusal.told(() -> accounts.renewPassword(call.actor(), user.name)));
  }

  private Answer endLogins(Call call) {
    var user = user(call.path("user"));
    Refusal.done(() -> accounts.endLogins(call.actor(), user.name));
    return Answer.done();
  }

  private User user(String name) {
    return accounts.list(clock.instant()).stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .map(User::of)
        .orElseThrow(() -> Problem.notFound("There is no account “" + name + "”."));
  }
}
