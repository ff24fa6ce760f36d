package pilotfeld.processing.codec;

import java.util.concurrent.CompletableFuture;

/// One call of a codec that somebody waits for.
///
/// @param codec JavaScript
/// @param othersWait whether the codec may be at rest instead
/// @param answer where it is waited for
/// @param attempts how often its process has ended without an answer
record CodecRequest(
    String codec,
    CodecCall call,
    boolean othersWait,
    CompletableFuture<Answer> answer,
    int attempts) {

  CodecRequest(String codec, CodecCall call, boolean othersWait) {
    this(codec, call, othersWait, new CompletableFuture<>(), 0);
  }

  CodecRequest again() {
    return new CodecRequest(codec, call, othersWait, answer, attempts + 1);
  }
}
