package pilotfeld.ingest.hook;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.util.List;
import pilotfeld.processing.proxy.TrustedProxies;

/// Which hooks there are, and where they listen.
///
/// @param address the port 0 is one that the system chooses
/// @param hooks none: nothing listens
/// @param proxies that are believed when they say for whom they ask
public record HookSettings(InetSocketAddress address, List<Hook> hooks, TrustedProxies proxies) {

  public HookSettings {
    requireNonNull(address, "address");
    requireNonNull(proxies, "proxies");
    hooks = List.copyOf(hooks);
  }

  /// One sender.
  ///
  /// @param source the name under which its messages are kept, such as `tts`
  /// @param secret that it knows
  public record Hook(String source, HookSecret secret) {

    public Hook {
      requireNonNull(source, "source");
      requireNonNull(secret, "secret");
    }
  }
}
