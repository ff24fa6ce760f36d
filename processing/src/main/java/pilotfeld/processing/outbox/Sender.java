package pilotfeld.processing.outbox;

/// Sends what is of one kind. Sending the same twice must have the effect of sending it once.
public interface Sender {

  /// The kind that it sends.
  String kind();

  /// Sends, and waits for the receiver's answer, which must come well within [OutboxLimits#lease].
  /// What it throws counts as [Answer.Later], without its message.
  Answer send(Due due);
}
