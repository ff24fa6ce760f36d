package pilotfeld.processing.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A part of a list, and where the next one is: in the head `Link` (RFC 8288), so that the body is
/// the list itself. A cursor says after which entry it goes on; what is added or goes meanwhile
/// neither doubles nor hides another.
public final class Listing {

  /// Most entries of one answer; openapi.yaml says it too.
  public static final int LIMIT = 500;

  private final Call call;

  private Listing(Call call) {
    this.call = call;
  }

  /// The part that is asked for.
  public static Listing of(Call call) {
    return new Listing(call);
  }

  /// How many to look for: one more than are shown, to know whether there are more.
  public int wanted() {
    return limit() + 1;
  }

  private int limit() {
    return call.number("limit").orElseThrow().intValue();
  }

  /// The key of the entry after which it goes on; empty at the beginning.
  ///
  /// @throws pilotfeld.processing.http.Problem 400 if the cursor is not one of ours
  public Optional<String> after() {
    return call.text("cursor").map(Listing::decoded);
  }

  /// The same, where keys are numbers.
  public Optional<Long> afterNumber() {
    try {
      return after().map(Long::valueOf);
    } catch (NumberFormatException e) {
      throw notOurs();
    }
  }

  private static String decoded(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
    } catch (IllegalArgumentException e) {
      throw notOurs();
    }
  }

  /// That a cursor is not one of ours.
  public static RuntimeException notOurs() {
    return Call.fault(
        "query", "cursor", "is none that was given: take it from the Link of an answer");
  }

  /// @param found as many as were wanted, or all there are
  /// @param key after which the next part goes on
  public <T> Answer answer(List<T> found, Function<T, ?> key) {
    if (found.size() <= limit()) {
      return Answer.of(found);
    }
    var shown = found.subList(0, limit());
    return Answer.of(List.copyOf(shown)).with("Link", link(key.apply(shown.getLast()).toString()));
  }

  private String link(String key) {
    var address = new StringBuilder(call.request().request().path()).append('?');
    call.request().queryParams().entries().stream()
        .filter(each -> !each.getKey().equals("cursor"))
        .forEach(
            each ->
                address
                    .append(each.getKey())
                    .append('=')
                    .append(URLEncoder.encode(each.getValue(), UTF_8))
                    .append('&'));
    var cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
    return "<%scursor=%s>; rel=\"next\"".formatted(address, cursor);
  }
}
