package pilotfeld.processing.proxy;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads what proxies say of the way of a request: the farthest first, empty where it is no
/// address.
final class ForwardedAddresses {

  /// Stations of a way that are looked at: the nearest.
  static final int LIMIT = 20;

  // What proxies write behind an address, and around one of IPv6.
  private static final Pattern PORT = Pattern.compile("^(\\[.*]|[^:]*):\\d{1,5}$");
  private static final Pattern BRACKETS = Pattern.compile("^\\[(.*)]$");
  private static final Pattern FOR =
      Pattern.compile("(?i)(?:^|;)\\s*for\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]*))");

  private ForwardedAddresses() {}

  static List<Optional<String>> ofForwardedFor(List<String> values) {
    return stations(values).map(ForwardedAddresses::address).toList();
  }

  static List<Optional<String>> ofForwarded(List<String> values) {
    return stations(values).map(ForwardedAddresses::addressOfFor).toList();
  }

  private static Stream<String> stations(List<String> values) {
    var all = values.stream().flatMap(value -> Stream.of(value.split(",", -1))).toList();
    return all.subList(Math.max(0, all.size() - LIMIT), all.size()).stream();
  }

  private static Optional<String> addressOfFor(String station) {
    var node = FOR.matcher(station);
    return node.find()
        ? address(Optional.ofNullable(node.group(1)).orElseGet(() -> node.group(2)))
        : Optional.empty();
  }

  private static Optional<String> address(String text) {
    var withoutPort = PORT.matcher(text.strip()).replaceFirst("$1");
    try {
      var literal = BRACKETS.matcher(withoutPort).replaceFirst("$1");
      return Optional.of(InetAddress.ofLiteral(literal).getHostAddress());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
