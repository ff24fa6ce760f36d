package pilotfeld.processing.account;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Slows down who guesses passwords: for one name from one address, and for all names from one
/// address. Nobody is locked out elsewhere: what came from one address says nothing of another.
final class FailedLogins {

  /// Wrong passwords for one name from one address that cost no wait.
  static final int FREE_OF_NAME = 5;

  /// Wrong passwords from one address, whatever the names: an office may share one.
  static final int FREE_OF_ADDRESS = 30;

  /// Names at addresses, and addresses, that are remembered; the one heard of least lately goes.
  static final int LIMIT = 20_000;

  // Whoever has IPv6 has as many addresses as fit behind this many bytes.
  private static final int NETWORK_BYTES = 8;

  private final Map<ByteBuffer, Failures> byHash =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Failures> eldest) {
          return size() > LIMIT;
        }
      };

  /// Counts the attempt as failed before it is looked at, so that many at once are no more than one
  /// after another; what was right, or not looked at, is taken back.
  ///
  /// @param look at the password; gives whose it is, and empty if it is wrong
  /// @throws TooManyFailures if too many failed lately; then it is not looked at
  <T> Optional<T> judge(Attempt attempt, Instant now, Supplier<Optional<T>> look) {
    var network = network(attempt.address());
    var address = hash(network);
    var name = hash(attempt.name() + "\n" + network);
    charge(name, address, now);
    try {
      var known = look.get();
      if (known.isPresent()) {
        forget(name);
        takeBack(address);
      }
      return known;
    } catch (RuntimeException e) {
      takeBack(name);
      takeBack(address);
      throw e;
    }
  }

  private synchronized void charge(ByteBuffer name, ByteBuffer address, Instant now) {
    check(of(name).waitAt(now, FREE_OF_NAME));
    check(of(address).waitAt(now, FREE_OF_ADDRESS));
    byHash.put(name, of(name).andOneAt(now));
    byHash.put(address, of(address).andOneAt(now));
  }

  private static void check(Duration wait) {
    if (!wait.isZero()) {
      throw new TooManyFailures(wait);
    }
  }

  private Failures of(ByteBuffer hash) {
    return byHash.getOrDefault(hash, Failures.NONE);
  }

  private synchronized void forget(ByteBuffer hash) {
    byHash.remove(hash);
  }

  private synchronized void takeBack(ByteBuffer hash) {
    byHash.computeIfPresent(hash, (_, failures) -> failures.less());
  }

  /// How many are remembered.
  synchronized int size() {
    return byHash.size();
  }

  // A name may be long, and is a secret where a password was typed in its place.
  private static ByteBuffer hash(String text) {
    return ByteBuffer.wrap(Secrets.hash(text));
  }

  private static String network(String address) {
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address six
          ? Arrays.toString(Arrays.copyOf(six.getAddress(), NETWORK_BYTES))
          : address;
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
