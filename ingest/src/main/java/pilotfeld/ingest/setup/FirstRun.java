package pilotfeld.ingest.setup;

import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import pilotfeld.processing.secret.MasterSecret;

/// The list of what each service needs. A folder holds what its service may see and nothing else.
final class FirstRun {

  private static final List<String> BROKER_NAMES = List.of("localhost", "127.0.0.1", "mosquitto");

  private final SetupFolder folder;
  private final List<String> brokerNames;
  private final Clock clock;

  FirstRun(SetupFolder folder, List<String> furtherNames, Clock clock) {
    var names = new LinkedHashSet<>(BROKER_NAMES);
    names.addAll(furtherNames);
    this.folder = folder;
    this.brokerNames = List.copyOf(names);
    this.clock = clock;
  }

  /// @return how many files were made
  int run() throws IOException {
    databaseRoles();
    passwords();
    deviceKeys();
    brokerUsers();
    brokerCertificate();
    return folder.created();
  }

  // The database is told verifiers: no password of a role is in its folder or its log.
  private void databaseRoles() throws IOException {
    folder.secret("database/superuser_password");
    var owner = folder.secret("ingest/database_password", "processing/database_password");
    var grafana = folder.secret("grafana/grafana_db_password");
    folder.open("database/pilotfeld_verifier", () -> ScramVerifier.of(owner));
    folder.open("database/grafana_verifier", () -> ScramVerifier.of(grafana));
  }

  private void passwords() throws IOException {
    folder.secret("operator/administrator_password", "processing/administrator_password");
    folder.secret("operator/grafana_admin_password", "grafana/grafana_admin_password");
  }

  // Both give keys to devices: ingest looks them up, and device key is called in either.
  private void deviceKeys() throws IOException {
    folder.secret(MasterSecret::random, "ingest/secret_key", "processing/secret_key");
  }

  private void brokerUsers() throws IOException {
    var pilotfeld = folder.secret("ingest/mqtt_password");
    var chirpstack = folder.secret("operator/chirpstack_password");
    var health = folder.secret("mosquitto/health_password");
    folder.closed(
        "mosquitto/passwords",
        () ->
            String.join(
                "\n",
                MosquittoUser.line("pilotfeld", pilotfeld),
                MosquittoUser.line("chirpstack", chirpstack),
                MosquittoUser.line("health", health)));
  }

  private void brokerCertificate() throws IOException {
    var now = clock.instant();
    folder.closed("operator/ca.pem", () -> Authority.create(now).pem());
    var authority = Authority.parse(folder.read("operator/ca.pem"));
    folder.open("operator/ca.crt", authority::certificatePem);
    folder.closed("mosquitto/server.pem", () -> authority.issue(brokerNames, now));
  }
}
