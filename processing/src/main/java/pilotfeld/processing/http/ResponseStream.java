package pilotfeld.processing.http;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// An HTTP response as a stream for blocking code: a write returns when the connection has taken
/// it, so a slow reader slows the writer and nothing piles up in memory.
public final class ResponseStream extends OutputStream {

  /// How long a reader may take nothing.
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpServerResponse response;
  private final Context loop;

  /// @param loop of the request
  public ResponseStream(HttpServerResponse response, Context loop) {
    this.response = response;
    this.loop = loop;
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    var chunk = Buffer.buffer().appendBytes(bytes, offset, length);
    var taken = Promise.<Void>promise();
    loop.runOnContext(_ -> response.write(chunk).onComplete(taken));
    try {
      taken
          .future()
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the reader has gone or takes nothing", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while writing a response");
    }
  }
}
