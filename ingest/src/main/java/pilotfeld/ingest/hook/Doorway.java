package pilotfeld.ingest.hook;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pilotfeld.ingest.hook.HookSettings.Hook;
import pilotfeld.processing.reading.Message;

/// Decides by the head of a request whether its body is taken. A pure function.
final class Doorway {

  private static final Pattern ADDRESS =
      Pattern.compile("/hook/(?<source>[^/]+)/(?<secret>[^/]+)(?<rest>/.*)?");
  // The Things Stack puts a path of one's own for each kind of message behind the address.
  private static final Predicate<String> REST =
      Pattern.compile("(/[A-Za-z0-9._~-]*)*").asMatchPredicate();
  private static final Predicate<String> EVENT = Pattern.compile("[a-z]{1,32}").asMatchPredicate();
  // JSON, and protobuf as ChirpStack calls it.
  private static final Predicate<String> CONTENT_TYPE =
      Pattern.compile("application/(json|[a-z0-9.-]+\\+json|octet-stream)").asMatchPredicate();
  private static final String EVENT_PARAMETER = "event=";
  private static final String NO_ENCODING = "identity";

  private final Map<String, HookSecret> secrets;

  Doorway(List<Hook> hooks) {
    this.secrets = hooks.stream().collect(toUnmodifiableMap(Hook::source, Hook::secret));
  }

  /// What a request says before its body.
  ///
  /// @param path as it came, undecoded
  /// @param query as it came; empty if there is none
  /// @param announced bytes of the body; 0 or less if it does not say
  record Head(
      String method,
      String path,
      String query,
      Optional<String> contentType,
      Optional<String> contentEncoding,
      long announced) {}

  /// What becomes of a request.
  sealed interface Decision {

    /// @param topic of the message, without the secret
    record Admitted(String source, String topic) implements Decision {}

    /// @param source whose secret it brought; empty for a stranger
    record TurnedAway(Optional<String> source, Answer answer) implements Decision {}
  }

  Decision decide(Head head) {
    var address = ADDRESS.matcher(head.path());
    if (!address.matches() || !opens(address.group("source"), address.group("secret"))) {
      return new Decision.TurnedAway(Optional.empty(), Answer.NOT_FOUND);
    }
    var source = address.group("source");
    var rest = Optional.ofNullable(address.group("rest")).orElse("");
    var event = event(head.query());
    var topic = "hook" + rest + event.map(each -> "?" + EVENT_PARAMETER + each).orElse("");
    return objection(head, rest, event, topic)
        .<Decision>map(answer -> new Decision.TurnedAway(Optional.of(source), answer))
        .orElseGet(() -> new Decision.Admitted(source, topic));
  }

  // Where there is no such source it takes as long.
  private boolean opens(String source, String secret) {
    return secrets.getOrDefault(source, HookSecret.NOBODYS).is(secret);
  }

  // Other parameters stay outside, such as ThingPark's signature.
  private static Optional<String> event(String query) {
    return Stream.of(query.split("&"))
        .filter(each -> each.startsWith(EVENT_PARAMETER))
        .map(each -> each.substring(EVENT_PARAMETER.length()))
        .findFirst();
  }

  private static Optional<Answer> objection(
      Head head, String rest, Optional<String> event, String topic) {
    if (!head.method().equals("POST")) {
      return Optional.of(Answer.POST_ONLY);
    }
    if (head.contentEncoding().filter(each -> !each.equalsIgnoreCase(NO_ENCODING)).isPresent()) {
      return Optional.of(Answer.unsupported("a body is to come as it is, not compressed"));
    }
    if (head.contentType().map(Doorway::mediaType).filter(CONTENT_TYPE.negate()).isPresent()) {
      return Optional.of(
          Answer.unsupported("application/json or application/octet-stream is taken"));
    }
    if (!REST.test(rest) || topic.length() > Message.TOPIC_LIMIT) {
      return Optional.of(Answer.badRequest("the path behind the secret is too long, or has %"));
    }
    if (event.filter(EVENT.negate()).isPresent()) {
      return Optional.of(Answer.badRequest("event is to be a word such as up"));
    }
    return head.announced() > HookReceiver.BODY_LIMIT
        ? Optional.of(Answer.TOO_LARGE)
        : Optional.empty();
  }

  // Without parameters such as the charset; JSON is UTF-8 in any case (RFC 8259, section 8.1).
  private static String mediaType(String contentType) {
    return contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
  }
}
