package pilotfeld.processing.outbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// A sender and its receiver in one: keeps what arrives by its key, as a receiver does that
/// recognises what it has had before.
final class Addressee implements Sender {

  static final String KIND = "letter";

  private final Map<UUID, String> had = Collections.synchronizedMap(new LinkedHashMap<>());
  private final List<String> attempts = Collections.synchronizedList(new ArrayList<>());
  private volatile Function<Due, Answer> mood = _ -> new Answer.Sent();

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Answer send(Due due) {
    attempts.add(due.payload());
    var answer = mood.apply(due);
    if (answer instanceof Answer.Sent) {
      had.putIfAbsent(due.key(), due.payload() + due.secret().orElse(""));
    }
    return answer;
  }

  /// How it answers from now on.
  Addressee answering(Function<Due, Answer> answer) {
    mood = answer;
    return this;
  }

  /// What has arrived, each once, in the order of arrival.
  List<String> had() {
    return List.copyOf(had.values());
  }

  /// Every attempt.
  List<String> attempts() {
    return List.copyOf(attempts);
  }
}
