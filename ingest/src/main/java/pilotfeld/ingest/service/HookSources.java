package pilotfeld.ingest.service;

import java.util.List;
import java.util.Optional;
import pilotfeld.ingest.hook.HookSecret;
import pilotfeld.ingest.hook.HookSettings;
import pilotfeld.ingest.hook.HookSettings.Hook;
import pilotfeld.processing.proxy.TrustedProxies;

/// Reads where webhooks listen, and the hooks that `PILOTFELD_HOOK_SOURCES` names, each with its
/// secret.
final class HookSources {

  private static final String SUCH_AS = ", such as openssl rand -hex 24 gives";

  private HookSources() {}

  /// With the hooks that are right; what is wrong becomes a fault of the environment.
  ///
  /// @param proxies that are believed before the page, and here
  static HookSettings from(Environment environment, TrustedProxies proxies) {
    return new HookSettings(
        environment.address(Setting.HOOK_HOST, Setting.HOOK_PORT), hooks(environment), proxies);
  }

  private static List<Hook> hooks(Environment environment) {
    return SourceNames.ofHooks(environment).stream()
        .flatMap(name -> secret(environment, name).map(each -> new Hook(name, each)).stream())
        .toList();
  }

  // What was given is not repeated: it may be nearly right.
  private static Optional<HookSecret> secret(Environment environment, String name) {
    var variable = Setting.hookSecret(name);
    var given = environment.secret(variable);
    var secret = given.flatMap(HookSecret::of);
    if (given.isEmpty()) {
      environment.fault(variable + " is not set: the hook “" + name + "” needs one" + SUCH_AS);
    } else if (secret.isEmpty()) {
      environment.fault(variable + " is not 22 to 128 letters, digits, hyphens and _" + SUCH_AS);
    }
    return secret;
  }
}
