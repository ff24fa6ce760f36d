package pilotfeld.ingest.setup;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import pilotfeld.processing.secret.MasterSecret;

/// What keys are encrypted with, and the earlier one while it is being changed. Each step may be
/// repeated after it was cut short.
record SecretKeyFiles(SetupFolder folder) {

  private static final List<String> SERVICES = List.of("ingest", "processing");
  private static final String KEY = "/secret_key";
  private static final String BEFORE = "/secret_key_before";

  /// Makes one, and room for an earlier one: both services give keys to devices.
  void make() throws IOException {
    folder.secret(
        MasterSecret::random, SERVICES.stream().map(each -> each + KEY).toArray(String[]::new));
    for (var service : SERVICES) {
      folder.closed(service + BEFORE, () -> "");
    }
  }

  /// Makes a new one and keeps the earlier one beside it.
  ///
  /// @throws IllegalArgumentException if there is an earlier one already that may be needed still
  void renew() throws IOException {
    var keys = all(KEY);
    var before = all(BEFORE);
    before.remove("");
    var fresh = new LinkedHashSet<>(keys);
    fresh.removeAll(before);
    if (keys.size() == 1 && !before.isEmpty() && fresh.equals(keys)) {
      throw new IllegalArgumentException(
          "an earlier secret is kept still: call secret rotate, then setup --forget-former-secret-key");
    }
    var former = before.isEmpty() ? keys.iterator().next() : before.iterator().next();
    var next =
        before.isEmpty() || fresh.isEmpty() ? MasterSecret.random() : fresh.iterator().next();
    for (var service : SERVICES) {
      folder.replaceClosed(service + BEFORE, former);
    }
    for (var service : SERVICES) {
      folder.replaceClosed(service + KEY, next);
    }
  }

  /// Forgets the earlier one.
  void forgetFormer() throws IOException {
    for (var service : SERVICES) {
      folder.replaceClosed(service + BEFORE, "");
    }
  }

  private LinkedHashSet<String> all(String name) throws IOException {
    var found = new LinkedHashSet<String>();
    for (var service : SERVICES) {
      found.add(folder.read(service + name));
    }
    return found;
  }
}
