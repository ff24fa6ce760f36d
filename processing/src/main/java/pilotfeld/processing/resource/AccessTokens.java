package pilotfeld.processing.resource;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.Permission;
import pilotfeld.processing.account.Token;
import pilotfeld.processing.account.TokenWish;
import pilotfeld.processing.account.Tokens;
import pilotfeld.processing.account.Visitor;
import pilotfeld.processing.api.Answer;
import pilotfeld.processing.api.Call;
import pilotfeld.processing.api.Listing;
import pilotfeld.processing.api.Operations;
import pilotfeld.processing.http.Gate;
import pilotfeld.processing.http.Problem;

/// `/api/tokens`: one's own, and with the permission to manage users those of everybody. Nobody
/// makes a token for more than they may do with what they show themselves.
final class AccessTokens {

  private final Tokens tokens;
  private final Clock clock;
  private final ZoneId zone;

  AccessTokens(Jdbi jdbi, Clock clock, ZoneId zone) {
    this.tokens = new Tokens(jdbi);
    this.clock = clock;
    this.zone = zone;
  }

  void addTo(Operations operations) {
    operations
        .answer("listTokens", this::list)
        .answer("createToken", this::create)
        .answer("readToken", call -> Answer.tagged(Shown.of(token(call), Optional.empty())))
        .answer("revokeToken", this::revoke);
  }

  /// @param token what opens; shown once
  private record Shown(
      long id,
      String account,
      String title,
      List<String> scope,
      Instant createdAt,
      Instant expiresAt,
      Optional<Instant> usedAt,
      Optional<Instant> revokedAt,
      Optional<String> token) {

    static Shown of(Token token, Optional<String> text) {
      return new Shown(
          token.id(),
          token.account(),
          token.title(),
          token.scope().stream().map(Permission::text).sorted().toList(),
          token.createdAt(),
          token.expiresAt(),
          token.usedAt(),
          token.revokedAt(),
          text);
    }
  }

  private record NewToken(
      String title, Set<String> scope, String expiresAt, Optional<String> account) {}

  private Answer list(Call call) {
    var listing = Listing.of(call);
    var after = listing.afterNumber().orElse(0L);
    var found =
        tokens.list(Optional.of(account(call.visitor(), call.text("account")))).stream()
            .filter(each -> each.id() > after)
            .limit(listing.wanted())
            .map(each -> Shown.of(each, Optional.empty()))
            .toList();
    return listing.answer(found, Shown::id);
  }

  private static String account(Visitor visitor, Optional<String> wanted) {
    var account = wanted.orElseGet(visitor::account);
    if (!account.equals(visitor.account())) {
      Gate.requireMay(visitor, Permission.MANAGE_USERS);
    }
    return account;
  }

  private Answer create(Call call) {
    var wish = call.body(NewToken.class);
    var scope =
        wish.scope.stream()
            .map(Permission::of)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
    requireNoMore(call.visitor(), scope);
    var expiresAt = Call.time("/expiresAt", wish.expiresAt, zone);
    var account = account(call.visitor(), wish.account);
    var made =
        Refusal.told(
            () ->
                tokens.create(
                    call.actor(),
                    new TokenWish(account, wish.title, scope, expiresAt),
                    clock.instant()));
    var token = one(made.id()).orElseThrow();
    return Answer.createdWithSecret(
        "/api/tokens/" + made.id(),
        Shown.of(token, Optional.of(made.text())),
        Shown.of(token, Optional.empty()));
  }

  private static void requireNoMore(Visitor visitor, Set<Permission> scope) {
    scope.forEach(each -> Gate.requireMay(visitor, each));
  }

  private Answer revoke(Call call) {
    var token = token(call);
    tokens.revoke(call.actor(), token.id(), clock.instant());
    return Answer.done();
  }

  // Those of others are as if they were not there.
  private Token token(Call call) {
    var id = call.pathNumber("number");
    var visitor = call.visitor();
    return one(id)
        .filter(
            each ->
                each.account().equals(visitor.account()) || visitor.may(Permission.MANAGE_USERS))
        .orElseThrow(() -> Problem.notFound("There is no token " + id + " of yours."));
  }

  private Optional<Token> one(long id) {
    return tokens.list(Optional.empty()).stream().filter(each -> each.id() == id).findFirst();
  }
}
