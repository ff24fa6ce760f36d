package pilotfeld.processing.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.ConnectionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pilotfeld.processing.store.StoreUnavailable;

/// Runs each request on a virtual thread of its own, where it may block, and writes its answer on
/// the event loop.
public final class Requests {

  /// Requests that are worked on at once.
  public static final int LIMIT = 64;

  /// Exports that are written at once, each on a database connection of its own: others remain for
  /// the page and the workers.
  public static final int EXPORT_LIMIT = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /// In which a place may become free: an answer can be read before its place is given back.
  private static final Duration GRACE = Duration.ofMillis(200);

  private static final Logger LOG = LoggerFactory.getLogger(Requests.class);
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final int limit;
  private final Semaphore permits;

  /// What a request is answered with, by blocking code.
  public interface Work {
    /// @param loop on which the answer is written
    void answer(RoutingContext request, Context loop) throws IOException;
  }

  /// @param limit of what is worked on at once; more are told to come back
  public Requests(int limit) {
    this.limit = limit;
    this.permits = new Semaphore(limit);
  }

  /// Answers each request on a thread of its own.
  public Handler<RoutingContext> handle(Work work) {
    return request -> {
      var loop = Vertx.currentContext();
      Thread.ofVirtual().name("request").start(() -> runAtAPlace(work, request, loop));
    };
  }

  /// Looks at each request on a thread of its own, before its body is read; what it lets pass goes
  /// on to the next handler.
  public Handler<RoutingContext> before(Work work) {
    var checked =
        handle(
            (request, loop) -> {
              work.answer(request, loop);
              // Who reads the body listens before it comes.
              loop.runOnContext(
                  _ -> {
                    request.next();
                    resume(request);
                  });
            });
    return request -> {
      if (!request.request().isEnded()) {
        request.request().pause();
      }
      checked.handle(request);
    };
  }

  private static void resume(RoutingContext request) {
    if (!request.request().isEnded()) {
      request.request().resume();
    }
  }

  /// How many are worked on at this moment.
  public int busy() {
    return limit - permits.availablePermits();
  }

  private void runAtAPlace(Work work, RoutingContext request, Context loop) {
    try {
      if (!permits.tryAcquire(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        loop.runOnContext(_ -> fail(request, tooMany()));
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      run(work, request, loop);
    } finally {
      permits.release();
    }
  }

  private Problem tooMany() {
    return Problem.thatPasses(
        503,
        "Too many requests at once",
        "At most " + limit + " requests of this kind are worked on at once.",
        PATIENCE);
  }

  private static void run(Work work, RoutingContext request, Context loop) {
    try {
      work.answer(request, loop);
    } catch (Problem e) {
      loop.runOnContext(_ -> fail(request, e));
    } catch (IOException | RuntimeException e) {
      var problem = isAway(e) ? Problem.databaseAway() : unforeseen(request, e);
      loop.runOnContext(_ -> fail(request, problem));
    }
  }

  // It gave no connection, or broke one off in the middle.
  private static boolean isAway(Exception e) {
    return e instanceof ConnectionException
        || StoreUnavailable.of(e).filter(StoreUnavailable::isPassing).isPresent();
  }

  private static Problem unforeseen(RoutingContext request, Exception e) {
    LOG.warn(
        "{} {}: {}", request.request().method(), request.request().path(), printable(e.toString()));
    return new Problem(500, "Something went wrong here", "The log says more; try again.");
  }

  // What a database says of a value repeats the value.
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  /// Answers with an object as JSON.
  public static void json(RoutingContext request, Context loop, Object value) {
    var body = Buffer.buffer(bytes(value));
    loop.runOnContext(
        _ -> {
          request
              .response()
              .putHeader("Content-Type", "application/json")
              .putHeader("Cache-Control", "no-store");
          end(request, body);
        });
  }

  /// Ends an answer whose head is set; over HTTP/2, Vert.x would send the body after HEAD too.
  public static void end(RoutingContext request, Buffer body) {
    if (request.request().method() == HttpMethod.HEAD) {
      request.response().putHeader("Content-Length", Integer.toString(body.length())).end();
      return;
    }
    request.response().end(body);
  }

  /// An object as JSON.
  public static byte[] bytes(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Answers with a problem, unless an answer has begun: then that is cut off, over HTTP/1.1 with
  /// its connection, so that nobody takes half for the whole.
  public static void fail(RoutingContext request, Problem problem) {
    if (request.response().headWritten()) {
      request.response().reset();
      return;
    }
    resume(request);
    problem.headers().forEach(request.response()::putHeader);
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Cache-Control", "no-store");
    end(request, Buffer.buffer(bytes(problem.body())));
  }
}
