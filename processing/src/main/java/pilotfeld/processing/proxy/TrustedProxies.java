package pilotfeld.processing.proxy;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/// The proxies that are believed when they say for whom they ask. Nobody else is: whoever connects
/// may claim anything.
public final class TrustedProxies {

  /// There are none: who connects is who asks.
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  private final List<IpSubnetFilterRule> ranges;

  private TrustedProxies(List<IpSubnetFilterRule> ranges) {
    this.ranges = ranges;
  }

  /// @param ranges addresses such as `10.1.2.3` and `fd00::1`, and ranges such as `10.1.2.0/24`
  /// @throws IllegalArgumentException naming the first that is neither
  public static TrustedProxies of(List<String> ranges) {
    return new TrustedProxies(ranges.stream().map(TrustedProxies::range).toList());
  }

  private static IpSubnetFilterRule range(String text) {
    var parts = text.split("/", 2);
    try {
      var address = InetAddress.ofLiteral(parts[0]);
      var bits = address.getAddress().length * Byte.SIZE;
      return new IpSubnetFilterRule(
          address, parts.length == 1 ? bits : Integer.parseInt(parts[1]), IpFilterRuleType.ACCEPT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "“" + text + "” is no address and no range such as 10.1.2.0/24", e);
    }
  }

  /// Whether there are none.
  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /// Who asks: the nearest on the way whom no trusted proxy speaks for.
  ///
  /// @param peer address of the other end of the connection
  /// @param forwardedFor values of `X-Forwarded-For`, in the order in which they came
  /// @param forwarded values of `Forwarded` (RFC 7239), in the order in which they came
  public String client(String peer, List<String> forwardedFor, List<String> forwarded) {
    var byOne = nearest(peer, ForwardedAddresses.ofForwardedFor(forwardedFor));
    var byOther = nearest(peer, ForwardedAddresses.ofForwarded(forwarded));
    if (forwardedFor.isEmpty() || forwarded.isEmpty()) {
      return forwardedFor.isEmpty() ? byOther : byOne;
    }
    // A proxy writes one of the two and may pass the other on as the client wrote it.
    return byOne.equals(byOther) ? byOne : peer;
  }

  private String nearest(String peer, List<Optional<String>> way) {
    var nearest = peer;
    for (var before : way.reversed()) {
      if (before.isEmpty() || !trusts(nearest)) {
        return nearest;
      }
      nearest = before.get();
    }
    return nearest;
  }

  private boolean trusts(String address) {
    try {
      var peer = new InetSocketAddress(InetAddress.ofLiteral(address), 0);
      return ranges.stream().anyMatch(each -> each.matches(peer));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
