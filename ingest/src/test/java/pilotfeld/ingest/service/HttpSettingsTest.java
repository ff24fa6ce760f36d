package pilotfeld.ingest.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.ingest.service.Variables.faults;
import static pilotfeld.ingest.service.Variables.together;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pilotfeld.ingest.setup.SetupCommand;

/// How people reach the page: by HTTPS, and behind proxies.
class HttpSettingsTest {

  @TempDir private Path parent;

  @Test
  void aCertificateMakesItHttps() throws IOException {
    var files = pageCertificate("one");

    var settings = Settings.from(files);

    assertTrue(settings.reach().https());
    assertTrue(settings.certificate().isPresent());
    assertFalse(Settings.from(Map.of()).reach().https());
  }

  @Test
  void whatContradictsACertificateIsNamed() throws IOException {
    var files = pageCertificate("one");
    var other = pageCertificate("other");
    var certificate = files.get("PILOTFELD_HTTP_CERTIFICATE_FILE");
    var otherKey = other.get("PILOTFELD_HTTP_KEY_FILE");

    assertEquals(
        List.of(
            "PILOTFELD_HTTP_SCHEME is “http”, but PILOTFELD_HTTP_CERTIFICATE_FILE is set and the page speaks HTTPS: leave one of the two away"),
        faults(together(List.of(files, Map.of("PILOTFELD_HTTP_SCHEME", "http")))));
    assertEquals(
        List.of(
            "PILOTFELD_HTTP_CERTIFICATE_FILE and PILOTFELD_HTTP_KEY_FILE belong together: set both or none"),
        faults(Map.of("PILOTFELD_HTTP_KEY_FILE", otherKey)));
    assertEquals(
        List.of(
            "PILOTFELD_HTTP_CERTIFICATE_FILE and PILOTFELD_HTTP_KEY_FILE: the key in %s does not belong to the first certificate in %s"
                .formatted(otherKey, certificate)),
        faults(
            Map.of(
                "PILOTFELD_HTTP_CERTIFICATE_FILE",
                certificate,
                "PILOTFELD_HTTP_KEY_FILE",
                otherKey)));
  }

  @Test
  void aFileThatIsNoKeyIsNamedAndNotRepeated() throws IOException {
    var files = new HashMap<>(pageCertificate("one"));
    var key = Path.of(files.get("PILOTFELD_HTTP_KEY_FILE"));
    Files.writeString(key, Files.readString(key).replaceFirst("(?m)^M.{20}", "x"));

    var fault = String.join("", faults(files));

    assertTrue(fault.contains(key + " holds"), fault);
    assertFalse(fault.contains(Files.readAllLines(key).get(1)), fault);
  }

  @Test
  void aProxyThatIsNoAddressIsNamed() {
    assertEquals(
        List.of("PILOTFELD_HTTP_PROXIES: “proxy” is no address and no range such as 10.1.2.0/24"),
        faults(Map.of("PILOTFELD_HTTP_PROXIES", "10.1.2.3 proxy")));
  }

  private Map<String, String> pageCertificate(String name) {
    var folder = parent.resolve(name);
    assertEquals(0, new CommandLine(new SetupCommand()).execute("--folder", folder.toString()));
    return Map.of(
        "PILOTFELD_HTTP_CERTIFICATE_FILE",
        folder.resolve("proxy/page.crt").toString(),
        "PILOTFELD_HTTP_KEY_FILE",
        folder.resolve("proxy/page.key").toString());
  }
}
