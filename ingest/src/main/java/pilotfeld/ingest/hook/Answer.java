package pilotfeld.ingest.hook;

import pilotfeld.processing.intake.Receipt;

/// What a sender is told.
///
/// @param status of HTTP (RFC 9110, section 15)
/// @param text for people; empty where all is well
record Answer(int status, String text) {

  static final Answer DURABLE = new Answer(204, "");
  // The same for whatever is wrong: who guesses learns neither secrets nor names.
  static final Answer NOT_FOUND = new Answer(404, "there is no such hook");
  static final Answer POST_ONLY = new Answer(405, "a hook takes POST only");
  static final Answer TOO_SLOW = new Answer(408, "the body took too long");
  static final Answer TOO_LARGE =
      new Answer(413, "a body has at most " + HookReceiver.BODY_LIMIT + " bytes");
  static final Answer COME_BACK =
      new Answer(503, "come back in " + HookReceiver.COME_BACK_AFTER + " seconds");

  static Answer badRequest(String why) {
    return new Answer(400, why);
  }

  static Answer unsupported(String why) {
    return new Answer(415, why);
  }

  /// What cannot be read is kept all the same, so it need not be sent again: the reason is for
  /// people.
  static Answer to(Receipt receipt) {
    return switch (receipt.outcome()) {
      case QUARANTINED ->
          new Answer(
              202, "kept in quarantine: " + receipt.reason().orElse("the database refuses it"));
      case RECEIVED, STORED, DUPLICATE, UNREGISTERED, SPOOLED, REFUSED -> DURABLE;
    };
  }
}
