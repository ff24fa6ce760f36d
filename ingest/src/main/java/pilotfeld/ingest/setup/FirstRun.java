package pilotfeld.ingest.setup;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import pilotfeld.ingest.setup.DynamicSecurityFile.Right;

/// The list of what each service needs. A folder holds what its service may see and nothing else.
final class FirstRun {

  private static final List<String> BROKER_NAMES = List.of("localhost", "127.0.0.1", "mosquitto");
  private static final List<String> PAGE_NAMES = List.of("localhost", "127.0.0.1");

  private final SetupFolder folder;
  private final List<String> brokerNames;
  private final List<String> pageNames;
  private final Clock clock;

  /// @param brokerNames under which the broker is reached, beside those that it always has
  /// @param pageNames under which the page is reached, beside those that it always has
  FirstRun(SetupFolder folder, List<String> brokerNames, List<String> pageNames, Clock clock) {
    this.folder = folder;
    this.brokerNames = together(BROKER_NAMES, brokerNames);
    this.pageNames = together(PAGE_NAMES, pageNames);
    this.clock = clock;
  }

  private static List<String> together(List<String> always, List<String> further) {
    var names = new LinkedHashSet<>(always);
    names.addAll(further);
    return List.copyOf(names);
  }

  /// @return how many files were made
  int run() throws IOException {
    databaseRoles();
    passwords();
    new SecretKeyFiles(folder).make();
    brokerUsers();
    certificates();
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

  // The user control gives sensors their users; nobody else may.
  private void brokerUsers() throws IOException {
    var pilotfeld = folder.secret("ingest/mqtt_password");
    var control = folder.secret("ingest/mqtt_control_password");
    var chirpstack = folder.secret("operator/chirpstack_password");
    var health = folder.secret("mosquitto/health_password");
    folder.closed(
        "mosquitto/dynamic-security.json",
        () ->
            new DynamicSecurityFile()
                .with("pilotfeld", pilotfeld, readings())
                .with("chirpstack", chirpstack, List.of(Right.write("application/#")))
                .with("health", health, Right.read("$SYS/broker/uptime"))
                .with("control", control, control())
                .json());
  }

  private static List<Right> readings() {
    return Stream.of("application/#", "pilotfeld/+/up")
        .flatMap(filter -> Right.readShared(filter).stream())
        .toList();
  }

  private static List<Right> control() {
    var rights = new ArrayList<>(Right.read("$CONTROL/dynamic-security/v1/response"));
    rights.add(Right.write("$CONTROL/dynamic-security/v1"));
    return rights;
  }

  private void certificates() throws IOException {
    var now = clock.instant();
    folder.closed("operator/ca.pem", () -> Authority.create(now).pem());
    var authority = Authority.parse(folder.read("operator/ca.pem"));
    folder.open("operator/ca.crt", authority::certificatePem);
    folder.closed(
        "mosquitto/server.pem",
        () -> authority.issue("Pilotfeld broker", brokerNames, Certificates.VALID, now).pem());
    new PageCertificate(folder, authority, pageNames).keepGood(now);
  }
}
