package pilotfeld.processing.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import pilotfeld.processing.http.Problem;
import pilotfeld.processing.http.Requests;

/// Does a request once that comes more than once: its answer is kept in the transaction that does
/// it, under the account and the key that the client made up. A second one that comes meanwhile
/// waits for the first.
final class Idempotency {

  /// How long an answer is kept.
  static final Duration LIFETIME = Duration.ofHours(24);

  static final String HEADER = "Idempotency-Key";
  private static final String REPLAYED = "Idempotency-Replayed";

  private static final String FORGET =
      "DELETE FROM idempotency WHERE account = :account AND key = :key AND created_at < :before";
  private static final String BEGIN =
      """
      INSERT INTO idempotency (account, key, request_hash, created_at) VALUES (:account, :key, :hash, :now)
      ON CONFLICT (account, key) DO NOTHING
      """;
  private static final String KEEP =
      """
      UPDATE idempotency SET status = :status, location = :location, body = :body
       WHERE account = :account AND key = :key
      """;
  private static final String KEPT =
      "SELECT request_hash, status, location, body FROM idempotency WHERE account = :account AND key = :key";

  private final Clock clock;

  Idempotency(Clock clock) {
    this.clock = clock;
  }

  /// @param handle of the transaction in which the work is done
  /// @throws Problem 422 if the key was that of another request
  Sent once(Handle handle, Call call, String key, Supplier<Answer> work) {
    var account = call.visitor().account();
    var hash = hash(call);
    if (begins(handle, account, key, hash)) {
      var answer = work.get();
      keep(handle, account, key, answer);
      return Sent.of(answer);
    }
    return kept(handle, account, key, hash);
  }

  private boolean begins(Handle handle, String account, String key, byte[] hash) {
    var now = clock.instant();
    handle
        .createUpdate(FORGET)
        .bind("account", account)
        .bind("key", key)
        .bind("before", now.minus(LIFETIME))
        .execute();
    return 1
        == handle
            .createUpdate(BEGIN)
            .bind("account", account)
            .bind("key", key)
            .bind("hash", hash)
            .bind("now", now)
            .execute();
  }

  private static void keep(Handle handle, String account, String key, Answer answer) {
    handle
        .createUpdate(KEEP)
        .bind("account", account)
        .bind("key", key)
        .bind("status", answer.status())
        .bind("location", answer.headers().get("Location"))
        .bind("body", answer.kept().map(body -> new String(Requests.bytes(body), UTF_8)))
        .execute();
  }

  private static Sent kept(Handle handle, String account, String key, byte[] hash) {
    return handle
        .createQuery(KEPT)
        .bind("account", account)
        .bind("key", key)
        .map(
            (row, _) -> {
              if (!Arrays.equals(hash, row.getBytes("request_hash"))) {
                throw new Problem(
                    422,
                    "The Idempotency-Key is that of another request",
                    "A request that differs needs a key of its own.");
              }
              var headers = new HashMap<>(Map.of(REPLAYED, "true"));
              Optional.ofNullable(row.getString("location"))
                  .ifPresent(location -> headers.put("Location", location));
              return new Sent(
                  row.getInt("status"),
                  Optional.ofNullable(row.getString("body")).map(body -> body.getBytes(UTF_8)),
                  headers);
            })
        .one();
  }

  private static byte[] hash(Call call) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(
        (call.request().request().method() + " " + call.request().request().uri() + "\n")
            .getBytes(UTF_8));
    var body = call.request().body().buffer();
    if (body != null) {
      all.writeBytes(body.getBytes());
    }
    return Tag.sha256(all.toByteArray());
  }
}
