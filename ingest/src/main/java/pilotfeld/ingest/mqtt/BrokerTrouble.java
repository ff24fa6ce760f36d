package pilotfeld.ingest.mqtt;

import java.io.EOFException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/// A broker that is away or does not let us in. The message is one line for whoever runs us: what
/// was wrong, and which setting to look at.
final class BrokerTrouble extends Exception {

  private static final long serialVersionUID = 1;

  /// Reason codes of MQTT 5, section 2.4.
  static final int UNSUPPORTED_VERSION = 0x84;

  static final int INVALID_CLIENT_ID = 0x85;
  static final int BAD_USER_OR_PASSWORD = 0x86;
  static final int NOT_AUTHORIZED = 0x87;
  static final int SERVER_UNAVAILABLE = 0x88;
  private static final int BANNED = 0x8A;
  private static final int SESSION_TAKEN_OVER = 0x8E;

  /// What reason codes are made of; a client library's own are larger.
  private static final int REASON_CODE_LIMIT = 0xFF;

  private final int code;
  private final transient Optional<Duration> stay;

  private BrokerTrouble(String message, int code, Optional<Duration> stay, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.stay = stay;
  }

  /// @param code reason code of MQTT 5, or what the library says instead of one
  static BrokerTrouble of(MqttSettings at, int code, Throwable cause) {
    return new BrokerTrouble(words(at, code, cause), code, Optional.empty(), cause);
  }

  /// It does not do what it is told by its dynamic-security plugin.
  static BrokerTrouble noControl(MqttSettings at) {
    return new BrokerTrouble(
        "the broker does not let %s give rights to sensors: look at %s and %s, and whether Mosquitto's dynamic-security plugin is loaded"
            .formatted(
                at.user().map("the user “%s”"::formatted).orElse("anybody"),
                at.variable("CONTROL_USER"),
                at.variable("CONTROL_PASSWORD")),
        NOT_AUTHORIZED,
        Optional.empty(),
        null);
  }

  /// The same, met so long after the broker had let us in.
  BrokerTrouble after(Duration stay) {
    return new BrokerTrouble(getMessage(), code, Optional.of(stay), getCause());
  }

  /// How long we had been let in; empty if we were not.
  Optional<Duration> stay() {
    return stay;
  }

  /// Whether the broker says that another client has our session now.
  boolean isTakeOver() {
    return code == SESSION_TAKEN_OVER;
  }

  /// Whether the connection was ended from the other side, which gave no reason.
  boolean isClosing() {
    if (code > 0 && code <= REASON_CODE_LIMIT) {
      return false;
    }
    var first = first(getCause());
    return first == null || first instanceof EOFException || first instanceof SocketException;
  }

  /// What a row of short stays looks like, in words.
  static String likelyTakeOver(MqttSettings at) {
    return "the broker ended %d stays in a row soon after it let us in, as it does when another client has our client id “%s”: give each its own, look at %s"
        .formatted(Retreat.SHORT_STAYS_LIMIT, at.clientId(), at.variable("CLIENT_ID"));
  }

  private static String words(MqttSettings at, int code, Throwable cause) {
    return switch (code) {
      case UNSUPPORTED_VERSION ->
          "the broker does not speak %s: look at %s"
              .formatted(at.version(), at.variable("VERSION"));
      case INVALID_CLIENT_ID ->
          "the broker refuses the client id “%s”: look at %s"
              .formatted(at.clientId(), at.variable("CLIENT_ID"));
      case BAD_USER_OR_PASSWORD, NOT_AUTHORIZED -> wrongCredential(at);
      case BANNED ->
          "the broker has banned %s: ask those who run it".formatted(at.user().orElse("us"));
      case SESSION_TAKEN_OVER ->
          "another client came with our client id “%s”: give each its own, look at %s"
              .formatted(at.clientId(), at.variable("CLIENT_ID"));
      default -> elsewhere(at, code, cause);
    };
  }

  private static String wrongCredential(MqttSettings at) {
    var settings = at.variable("USER") + " and " + at.variable("PASSWORD");
    return at.user()
        .map(user -> "the broker refuses the user “%s” or the password: look at ".formatted(user))
        .orElse("the broker lets nobody in without user and password: set ")
        .concat(settings);
  }

  private static String elsewhere(MqttSettings at, int code, Throwable cause) {
    var first = first(cause);
    if (first instanceof SSLException) {
      return "the broker's certificate is not accepted (%s): look at %s and %s"
          .formatted(first.getMessage(), at.variable("CA_FILE"), at.variable("URL"));
    }
    var reason =
        code > 0 && code <= REASON_CODE_LIMIT ? "reason code 0x%02x".formatted(code) : said(first);
    return "no connection to the broker (%s): look at %s".formatted(reason, at.variable("URL"));
  }

  private static Throwable first(Throwable thrown) {
    var first = thrown;
    while (first != null && first.getCause() != null) {
      first = first.getCause();
    }
    return first;
  }

  private static String said(Throwable thrown) {
    if (thrown instanceof UnknownHostException) {
      return "no such host: " + thrown.getMessage();
    }
    return Optional.ofNullable(thrown).map(Throwable::getMessage).orElse("it was closed");
  }

  /// One line on filters that the broker refused.
  ///
  /// @param refused with their reason codes
  static String refusedSubscriptions(MqttSettings at, Map<String, Integer> refused) {
    var filters =
        refused.entrySet().stream()
            .map(each -> "“%s” (0x%02x)".formatted(each.getKey(), each.getValue()))
            .sorted()
            .collect(Collectors.joining(", "));
    return "the broker refuses the subscription of %s: look at %s, and at the rights of %s there"
        .formatted(
            filters,
            at.variable("TOPICS"),
            at.user().map("the user “%s”"::formatted).orElse("a client without user"));
  }
}
