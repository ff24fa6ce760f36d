package pilotfeld.ingest.command;

import java.io.IOException;
import java.util.Optional;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.secret.MasterSecret;

/// What the service that runs on the same database encrypts keys with.
final class SecretOfService {

  private SecretOfService() {}

  /// @throws IllegalArgumentException if it is not set
  static MasterSecret required(Settings settings) throws IOException {
    return of(settings)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "PILOTFELD_SECRET_KEY is not set: keys are encrypted with it, so it must be that of the running service"));
  }

  /// Empty if it is not set, and there is none of the embedded default.
  static Optional<MasterSecret> of(Settings settings) throws IOException {
    return (settings.database().isPresent() ? settings : settings.embedded()).secret();
  }
}
