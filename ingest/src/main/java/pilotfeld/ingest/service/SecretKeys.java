package pilotfeld.ingest.service;

import java.util.Optional;
import pilotfeld.processing.secret.MasterSecret;

/// Reads what keys of devices are encrypted with, and were until it is changed everywhere.
final class SecretKeys {

  private SecretKeys() {}

  /// Empty if none is set; what is wrong becomes a fault of the environment.
  static Optional<MasterSecret> from(Environment environment) {
    var secret = secret(environment, Setting.SECRET_KEY);
    var before = secret(environment, Setting.SECRET_KEY_BEFORE);
    if (before.isPresent() && secret.isEmpty()) {
      environment.fault("PILOTFELD_SECRET_KEY_BEFORE needs PILOTFELD_SECRET_KEY, the new one");
    }
    return secret.map(each -> before.map(each::after).orElse(each));
  }

  // What was given is not repeated: it may be nearly right.
  private static Optional<MasterSecret> secret(Environment environment, Setting setting) {
    var given = environment.secret(setting).filter(text -> !text.isBlank());
    var secret = given.flatMap(MasterSecret::parse);
    if (given.isPresent() && secret.isEmpty()) {
      environment.fault(
          setting.variable() + " is not 32 bytes in base64, such as openssl rand -base64 32 gives");
    }
    return secret;
  }
}
