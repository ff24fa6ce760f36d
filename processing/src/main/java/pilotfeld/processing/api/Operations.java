package pilotfeld.processing.api;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import pilotfeld.processing.http.Requests;

/// What answers which operation of the contract.
public final class Operations {

  private final Map<String, Handling> handlings = new HashMap<>();

  /// Answers a call. What changes something does so in one transaction, with its entry in the audit
  /// trail and with what is kept of its Idempotency-Key.
  public interface Work {
    /// @throws pilotfeld.processing.http.Problem if it cannot be done
    Answer answer(Call call);
  }

  /// Writes its answer itself.
  public interface Writing {
    /// @param loop on which it is written
    /// @throws IOException if the connection is gone
    void answer(Call call, Context loop) throws IOException;
  }

  /// How an operation is answered.
  sealed interface Handling {}

  record Answered(Work work) implements Handling {}

  /// @param requests which keeps within bounds how many there are at once
  record Written(Requests requests, Writing writing) implements Handling {}

  record Followed(Handler<RoutingContext> handler) implements Handling {}

  /// That it is answered by what a method returns.
  public Operations answer(String id, Work work) {
    return put(id, new Answered(work));
  }

  /// That it is answered by what a method writes.
  public Operations write(String id, Requests requests, Writing writing) {
    return put(id, new Written(requests, writing));
  }

  /// That it is answered for as long as somebody listens, by code that does not block.
  public Operations follow(String id, Handler<RoutingContext> handler) {
    return put(id, new Followed(handler));
  }

  private Operations put(String id, Handling handling) {
    if (handlings.put(id, handling) != null) {
      throw new IllegalStateException("two answer the operation " + id);
    }
    return this;
  }

  Map<String, Handling> handlings() {
    return Map.copyOf(handlings);
  }
}
