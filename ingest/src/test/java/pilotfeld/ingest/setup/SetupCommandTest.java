package pilotfeld.ingest.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pilotfeld.ingest.service.Settings;

class SetupCommandTest {

  @TempDir private Path parent;

  @Test
  void eachServiceIsGivenWhatItNeeds() throws IOException {
    setup();

    assertEquals(
        """
        database/grafana_verifier rw-r--r--
        database/pilotfeld_verifier rw-r--r--
        database/superuser_password rw-r-----
        grafana/grafana_admin_password rw-r-----
        grafana/grafana_db_password rw-r-----
        ingest/database_password rw-r-----
        ingest/mqtt_control_password rw-r-----
        ingest/mqtt_password rw-r-----
        ingest/secret_key rw-r-----
        ingest/secret_key_before rw-r-----
        mosquitto/dynamic-security.json rw-r-----
        mosquitto/health_password rw-r-----
        mosquitto/server.pem rw-r-----
        operator/administrator_password rw-r-----
        operator/ca.crt rw-r--r--
        operator/ca.pem rw-r-----
        operator/chirpstack_password rw-r-----
        operator/grafana_admin_password rw-r-----
        processing/administrator_password rw-r-----
        processing/database_password rw-r-----
        processing/secret_key rw-r-----
        processing/secret_key_before rw-r-----
        proxy/page.crt rw-r--r--
        proxy/page.key rw-r-----
        """,
        permissions());
    assertEquals("rwx------", permissions(folder()));
  }

  @Test
  void theSamePasswordIsAtBothItsPlacesAndNoOtherIsLikeIt() throws IOException {
    setup();
    var files = files();

    assertEquals(files.get("ingest/database_password"), files.get("processing/database_password"));
    assertNotEquals(files.get("ingest/database_password"), files.get("ingest/mqtt_password"));
    assertEquals(32, files.get("ingest/mqtt_password").strip().length());
  }

  @Test
  void theSecretForKeysOfDevicesIsOneThatTheServicesTake() throws IOException {
    setup();

    var secret = files().get("ingest/secret_key");

    assertEquals(secret, files().get("processing/secret_key"));
    assertTrue(Settings.from(Map.of("PILOTFELD_SECRET_KEY", secret.strip())).secret().isPresent());
  }

  @Test
  void aSecondRunChangesNothing() throws IOException {
    setup();
    var before = files();

    assertTrue(setup().startsWith("Everything is there already"));
    assertEquals(before, files());
  }

  @Test
  void aRunThatWasCutShortIsCompleted() throws IOException {
    setup();
    var before = files();
    Files.delete(folder().resolve("processing/database_password"));
    Files.delete(folder().resolve("operator/ca.crt"));

    assertTrue(setup().startsWith("Made 2 files"));
    assertEquals(before, files());
  }

  @Test
  void thePageGetsANewCertificateForOtherNames() throws IOException {
    setup();
    var before = files();

    assertTrue(setup("--page-name", "pilots.example.org").startsWith("Made 2 files"));

    assertNotEquals(before.get("proxy/page.crt"), files().get("proxy/page.crt"));
    assertEquals(before.get("operator/ca.crt"), files().get("operator/ca.crt"));
    assertTrue(setup("--page-name", "pilots.example.org").startsWith("Everything is there"));
  }

  @Test
  void thePagesCertificateIsRenewedBeforeItEnds() throws IOException {
    var folder = new SetupFolder(folder());
    var authority = Authority.create(Instant.EPOCH);
    var page = new PageCertificate(folder, authority, List.of("localhost"));
    var ends = Instant.EPOCH.plus(PageCertificate.VALID);

    page.keepGood(Instant.EPOCH);
    page.keepGood(ends.minus(PageCertificate.RENEWAL).minusSeconds(1));
    assertEquals(2, folder.created());

    page.keepGood(ends.minus(PageCertificate.RENEWAL));
    assertEquals(4, folder.created());
  }

  @Test
  void aNewSecretKeepsTheEarlierOneUntilItIsForgotten() throws IOException {
    setup();
    var before = files().get("ingest/secret_key");
    assertTrue(read(files()).secret().isPresent());

    setup("--new-secret-key");

    var changed = files();
    assertNotEquals(before, changed.get("ingest/secret_key"));
    assertEquals(changed.get("ingest/secret_key"), changed.get("processing/secret_key"));
    assertEquals(before, changed.get("ingest/secret_key_before"));
    assertEquals(before, changed.get("processing/secret_key_before"));
    assertTrue(read(changed).secret().orElseThrow().hasFormer());
    assertEquals(1, code(new StringWriter(), "--new-secret-key"));
    assertEquals(changed, files());

    setup("--forget-former-secret-key");
    assertFalse(read(files()).secret().orElseThrow().hasFormer());
  }

  @Test
  void aChangeOfTheSecretThatWasCutShortIsCompleted() throws IOException {
    setup();
    var before = files().get("ingest/secret_key");
    setup("--new-secret-key");
    var fresh = files().get("ingest/secret_key");
    Files.writeString(folder().resolve("processing/secret_key"), before);

    setup("--new-secret-key");

    assertEquals(fresh, files().get("processing/secret_key"));
    assertEquals(before, files().get("processing/secret_key_before"));
  }

  private static Settings read(Map<String, String> files) {
    return Settings.from(
        Map.of(
            "PILOTFELD_SECRET_KEY", files.get("processing/secret_key").strip(),
            "PILOTFELD_SECRET_KEY_BEFORE", files.get("processing/secret_key_before").strip()));
  }

  @Test
  void noSecretIsShown() throws IOException {
    var shown = setup();

    assertTrue(shown.contains("operator/administrator_password"));
    for (var secret : files().values()) {
      assertTrue(secret.isBlank() || !shown.contains(secret.strip()));
    }
  }

  private String setup(String... more) {
    var shown = new StringWriter();
    assertEquals(0, code(shown, more));
    return shown.toString();
  }

  private int code(StringWriter shown, String... more) {
    var words = Stream.concat(Stream.of("--folder", folder().toString()), Stream.of(more));
    return new CommandLine(new SetupCommand())
        .setOut(new PrintWriter(shown))
        .setErr(new PrintWriter(new StringWriter()))
        .execute(words.toArray(String[]::new));
  }

  private Path folder() {
    return parent.resolve("setup");
  }

  private Map<String, String> files() throws IOException {
    var files = new TreeMap<String, String>();
    try (var all = Files.walk(folder())) {
      for (var file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder().relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }

  private String permissions() throws IOException {
    var lines = new StringBuilder();
    for (var name : files().keySet()) {
      lines.append(name).append(' ').append(permissions(folder().resolve(name))).append('\n');
    }
    return lines.toString();
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
