package pilotfeld.processing.network;

import static java.util.Objects.requireNonNull;

import io.vertx.grpc.common.GrpcStatus;
import pilotfeld.processing.outbox.Answer;
import pilotfeld.processing.outbox.Answer.Away;
import pilotfeld.processing.outbox.Answer.Later;
import pilotfeld.processing.outbox.Answer.Refused;

/// A network server did not do what it was asked to. Both kinds answer with the status codes of
/// gRPC; over HTTP The Things Stack gives each a status of its own.
final class CallFailed extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// Longest text of a server that is repeated, in characters.
  static final int TEXT_LIMIT = 250;

  private final GrpcStatus status;

  /// @param text what the server said, or why it could not be asked; never a key
  CallFailed(GrpcStatus status, String text) {
    super(bounded(text));
    this.status = requireNonNull(status, "status");
  }

  GrpcStatus status() {
    return status;
  }

  // Control characters of another server must not break a line of a log.
  private static String bounded(String text) {
    var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.substring(0, Math.min(line.length(), TEXT_LIMIT));
  }

  /// What becomes of the device.
  ///
  /// @param server whose answer it was
  Answer answer(NetworkSettings server) {
    var said = getMessage().isEmpty() ? status.name() : status.name() + ", " + getMessage();
    return switch (status) {
      // What everybody would be told: it waits, and goes by itself once that is mended.
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          new Away(
              "%s does not accept the API key, or it may not write (%s): set another one as %sAPI_KEY"
                  .formatted(server.name(), said, server.variables()));
      case UNAVAILABLE ->
          new Away("%s at %s cannot be reached: %s".formatted(server.name(), server.url(), said));
      case RESOURCE_EXHAUSTED -> new Away("%s has had too much: %s".formatted(server.name(), said));
      // What may be otherwise the next time.
      case CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, ABORTED, INTERNAL, DATA_LOSS ->
          new Later("%s could not do it: %s".formatted(server.name(), said));
      // What would be so again.
      case INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          FAILED_PRECONDITION,
          OUT_OF_RANGE,
          UNIMPLEMENTED ->
          new Refused("%s refuses it: %s".formatted(server.name(), said));
      case OK -> throw new IllegalStateException("a call that succeeded has not failed");
    };
  }
}
