package pilotfeld.ingest.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import pilotfeld.ingest.hook.HookSettings.Hook;
import pilotfeld.ingest.mqtt.MqttSettings;
import pilotfeld.ingest.mqtt.MqttSettings.Version;
import pilotfeld.ingest.service.Settings.SettingsException;
import pilotfeld.ingest.setup.SetupCommand;
import pilotfeld.processing.account.Role;
import pilotfeld.processing.reading.TimeLadder;
import pilotfeld.processing.secret.MasterSecret;

class SettingsTest {

  private static final String SECRET = "4f1c2d9b7a6e5f3c0b8d1a2e4c6f8091";

  @TempDir private Path parent;

  @Test
  void withoutAnySettingItListensOnLoopbackOnly() {
    var settings = Settings.from(Map.of());

    assertEquals("127.0.0.1", settings.http().getHostString());
    assertEquals("127.0.0.1", settings.coap().getHostString());
    assertEquals("127.0.0.1", settings.coaps().getHostString());
    assertEquals(Optional.empty(), settings.database());
  }

  @Test
  void everyWrongSettingIsNamedAtOnce() {
    var wrong =
        Map.ofEntries(
            Map.entry("PILOTFELD_HTTP_PORT", "eighty"),
            Map.entry("PILOTFELD_HTTP_SCHEME", "HTTPS"),
            Map.entry("PILOTFELD_ZONE", "Osnabrück"),
            Map.entry("PILOTFELD_TIME_PAST", "P93D"),
            Map.entry("PILOTFELD_TIME_FUTURE", "two minutes"),
            Map.entry("PILOTFELD_DB_URL", "postgres://here"),
            Map.entry("PILOTFELD_MQTT_URL", "here:1883"),
            Map.entry("PILOTFELD_COAP_HOST", "0.0.0.0"),
            Map.entry("PILOTFELD_SECRET_KEY", "c3dvcmRmaXNo"),
            Map.entry("PILOTFELD_SPOOL_BYTES", "1 GB"),
            Map.entry("PILOTFELD_SPOOL_FREE_BYTES", "-1"),
            Map.entry("PILOTFELD_DB_PASWORD", "secret"));

    var message = assertThrows(SettingsException.class, () -> Settings.from(wrong)).getMessage();

    assertEquals(
        List.of(
            "PILOTFELD_COAP_HOST is “0.0.0.0”: plain CoAP knows no sender and stays on loopback; let sensors use DTLS (PILOTFELD_COAPS_HOST), or set PILOTFELD_COAP_PLAIN=anywhere where the network keeps strangers out",
            "PILOTFELD_DB_PASWORD is no setting; the README lists them",
            "PILOTFELD_DB_URL must begin with jdbc:postgresql://",
            "PILOTFELD_HTTP_PORT is “eighty”: a port from 0 to 65535 belongs there",
            "PILOTFELD_HTTP_SCHEME is “HTTPS”: http or https belongs there",
            "PILOTFELD_MQTT_URL must be tcp://host:1883 or ssl://host:8883",
            "PILOTFELD_SECRET_KEY is not 32 bytes in base64, such as openssl rand -base64 32 gives",
            "PILOTFELD_SPOOL_BYTES is “1 GB”: a number of bytes from 1048576 on belongs there",
            "PILOTFELD_SPOOL_FREE_BYTES is “-1”: a number of bytes from 0 on belongs there",
            "PILOTFELD_TIME_FUTURE is “two minutes”: a span from PT0S to P1D belongs there, such as PT2M or P30D",
            "PILOTFELD_TIME_PAST is “P93D”: a span from PT0S to P92D belongs there, such as PT2M or P30D",
            "PILOTFELD_ZONE is “Osnabrück”: a name such as Europe/Berlin belongs there"),
        message.lines().sorted().toList());
  }

  @Test
  void whichClocksAreBelievedIsASetting() {
    var settings =
        Settings.from(Map.of("PILOTFELD_TIME_PAST", "P7D", "PILOTFELD_TIME_FUTURE", "PT0S"));

    assertEquals(new TimeLadder(Duration.ofDays(7), Duration.ZERO), settings.ladder());
    assertEquals(TimeLadder.DEFAULT, Settings.from(Map.of()).ladder());
  }

  @Test
  void plainCoapLeavesLoopbackWhereThatIsSwitchedOn() {
    var settings =
        Settings.from(Map.of("PILOTFELD_COAP_HOST", "0.0.0.0", "PILOTFELD_COAP_PLAIN", "anywhere"));

    assertTrue(settings.coap().getAddress().isAnyLocalAddress());
  }

  @Test
  void onlyTheEmbeddedDefaultMakesItsOwnSecret(@TempDir Path folder) throws IOException {
    var settings = Settings.from(Map.of("PILOTFELD_STATE", folder.toString()));

    assertEquals(Optional.empty(), settings.secret());
    assertTrue(settings.embedded().secret().isPresent());
    assertTrue(Files.exists(folder.resolve("secret_key")));
  }

  @Test
  void theEmbeddedDefaultListensToSensorsOfTheirOwn(@TempDir Path folder) throws IOException {
    var settings = Settings.from(Map.of("PILOTFELD_STATE", folder.toString()));

    assertEquals(
        List.of("application/+/device/+/event/+", "pilotfeld/+/up"), settings.embedded().topics());
  }

  @Test
  void aSecretMayComeFromAFileAndIsNeverShown(@TempDir Path folder) throws IOException {
    var secret = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    var file = Files.writeString(folder.resolve("secret"), secret + "\n");

    var settings = Settings.from(Map.of("PILOTFELD_SECRET_KEY_FILE", file.toString()));

    assertTrue(settings.secret().isPresent());
    assertFalse(settings.toString().contains(secret), settings.toString());
  }

  @Test
  void aPasswordMayComeFromAFileAndIsNeverShown(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("password"), "correct horse\n");

    var settings =
        Settings.from(
            Map.of(
                "PILOTFELD_DB_URL",
                "jdbc:postgresql://db/pilotfeld",
                "PILOTFELD_DB_PASSWORD_FILE",
                file.toString()));

    assertEquals("correct horse", settings.database().orElseThrow().password());
    assertFalse(settings.toString().contains("correct horse"), settings.toString());
  }

  @Test
  void theFirstBrokerIsASourceWithoutFurtherSettings() {
    var settings = Settings.from(Map.of("PILOTFELD_MQTT_URL", "tcp://here:1883"));

    assertEquals(
        List.of(
            new MqttSettings(
                "chirpstack",
                "PILOTFELD_MQTT_",
                "tcp://here:1883",
                Version.MQTT_5,
                Optional.empty(),
                "",
                Optional.empty(),
                "pilotfeld",
                List.of("application/+/device/+/event/+"))),
        settings.brokers());
  }

  @Test
  void aFurtherSourceHasTheSameSettingsUnderItsName(@TempDir Path folder) throws IOException {
    var key = Files.writeString(folder.resolve("key"), "NNSXS.SECRET\n");

    var settings =
        Settings.from(
            together(
                Map.of(
                    "PILOTFELD_MQTT_URL", "tcp://here:1883",
                    "PILOTFELD_MQTT_SOURCE", "harbour",
                    "PILOTFELD_MQTT_CLIENT_ID", "pilotfeld-2",
                    "PILOTFELD_MQTT_SOURCES", " tts  own-sensors "),
                Map.of(
                    "PILOTFELD_MQTT_TTS_URL", "ssl://eu1.cloud.thethings.network:8883",
                    "PILOTFELD_MQTT_TTS_VERSION", "3.1.1",
                    "PILOTFELD_MQTT_TTS_USER", "water@ttn",
                    "PILOTFELD_MQTT_TTS_PASSWORD_FILE", key.toString(),
                    "PILOTFELD_MQTT_TTS_CA_FILE", key.toString(),
                    "PILOTFELD_MQTT_TTS_CLIENT_ID", "swo",
                    "PILOTFELD_MQTT_TTS_TOPICS", "v3/+/devices/+/up v3/+/devices/+/join"),
                Map.of(
                    "PILOTFELD_MQTT_OWN_SENSORS_URL", "tcp://here:1883",
                    "PILOTFELD_MQTT_OWN_SENSORS_TOPICS", "pilotfeld/+/up")));

    assertEquals(
        List.of("harbour", "tts", "own-sensors"),
        settings.brokers().stream().map(MqttSettings::source).toList());
    assertEquals(
        List.of("pilotfeld-2", "swo", "pilotfeld-2-own-sensors"),
        settings.brokers().stream().map(MqttSettings::clientId).toList());
    assertEquals(
        new MqttSettings(
            "tts",
            "PILOTFELD_MQTT_TTS_",
            "ssl://eu1.cloud.thethings.network:8883",
            Version.MQTT_3_1_1,
            Optional.of("water@ttn"),
            "NNSXS.SECRET",
            Optional.of(key),
            "swo",
            List.of("v3/+/devices/+/up", "v3/+/devices/+/join")),
        settings.brokers().get(1));
    assertFalse(settings.toString().contains("SECRET"), settings.toString());
  }

  @Test
  void aGroupSharesEveryTopicOfItsSourceAndItsProcessesHaveClientIdsOfTheirOwn() {
    var brokers =
        Settings.from(
                together(
                    Map.of(
                        "PILOTFELD_MQTT_URL", "tcp://here:1883",
                        "PILOTFELD_MQTT_GROUP", "ingest",
                        "PILOTFELD_MQTT_TOPICS", "application/# pilotfeld/+/up"),
                    Map.of(
                        "PILOTFELD_MQTT_SOURCES", "own",
                        "PILOTFELD_MQTT_OWN_URL", "tcp://there:1883",
                        "PILOTFELD_MQTT_OWN_TOPICS", "pilotfeld/+/up"),
                    Map.of()))
            .brokers();

    assertEquals(
        List.of("$share/ingest/application/#", "$share/ingest/pilotfeld/+/up"),
        brokers.getFirst().topics());
    assertTrue(brokers.getFirst().isShared());
    assertEquals("pilotfeld-1a2b", brokers.getFirst().as("1a2b").clientId());
    assertEquals(List.of("pilotfeld/+/up"), brokers.getLast().topics());
    assertFalse(brokers.getLast().isShared());
  }

  @Test
  void aGroupNeedsANameThatATopicMayHoldAndMqtt5() {
    assertEquals(
        List.of(
            "PILOTFELD_MQTT_GROUP is “a/b”: at most 64 letters, digits, hyphens and _ belong there",
            "PILOTFELD_MQTT_GROUP needs MQTT 5: in 3.1.1 a broker may take $share for a topic like any other, and nothing comes"),
        faults(Map.of("PILOTFELD_MQTT_GROUP", "a/b", "PILOTFELD_MQTT_VERSION", "3.1.1")));
  }

  @Test
  void aFurtherSourceNeedsItsBrokerAndItsTopics() {
    assertEquals(
        List.of(
            "PILOTFELD_MQTT_TTS_TOPICS is not set: say what to take from the source “tts”",
            "PILOTFELD_MQTT_TTS_URL is not set: the source “tts” needs a broker"),
        faults(Map.of("PILOTFELD_MQTT_SOURCES", "tts")));
  }

  @Test
  void everyWrongSettingOfAFurtherSourceIsNamedAtOnce() {
    var wrong =
        Map.of(
            "PILOTFELD_MQTT_SOURCES", "tts",
            "PILOTFELD_MQTT_TTS_URL", "tcp://user:secret@there:1883",
            "PILOTFELD_MQTT_TTS_VERSION", "3.1",
            "PILOTFELD_MQTT_TTS_PASSWORD", "secret",
            "PILOTFELD_MQTT_TTS_CA_FILE", "/no/such/file",
            "PILOTFELD_MQTT_TTS_CLIENT_ID", "pilotfeld",
            "PILOTFELD_MQTT_TTS_TOPICS", "v3/#/up v3/+/devices/+/up application/1#",
            "PILOTFELD_MQTT_TTS_PORT", "1883");

    assertEquals(
        List.of(
            "PILOTFELD_MQTT_TTS_CA_FILE is “/no/such/file”: there is no such file that can be read",
            "PILOTFELD_MQTT_TTS_CLIENT_ID is “pilotfeld” as that of the source “chirpstack”: give each its own",
            "PILOTFELD_MQTT_TTS_PASSWORD needs PILOTFELD_MQTT_TTS_USER",
            "PILOTFELD_MQTT_TTS_PORT is no setting; the README lists them; those of a further source need its name in PILOTFELD_MQTT_SOURCES",
            "PILOTFELD_MQTT_TTS_TOPICS has “application/1#”: no topic filter",
            "PILOTFELD_MQTT_TTS_TOPICS has “v3/#/up”: no topic filter",
            "PILOTFELD_MQTT_TTS_URL must be tcp://host:1883 or ssl://host:8883",
            "PILOTFELD_MQTT_TTS_VERSION is “3.1”: 5 or 3.1.1 belongs there"),
        faults(wrong));
  }

  @Test
  void aCertificateAuthorityBelongsToTlsOnly(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("ca.crt"), "").toString();

    assertEquals(
        List.of(
            "PILOTFELD_MQTT_CA_FILE is set, but PILOTFELD_MQTT_URL begins with tcp://, without TLS: make it ssl://, or leave the file away"),
        faults(Map.of("PILOTFELD_MQTT_URL", "tcp://here:1883", "PILOTFELD_MQTT_CA_FILE", file)));
  }

  @Test
  void theSettingsOfASourceThatIsNotNamedAreUnknown() {
    assertEquals(
        List.of(
            "PILOTFELD_MQTT_TTS_URL is no setting; the README lists them; those of a further source need its name in PILOTFELD_MQTT_SOURCES"),
        faults(Map.of("PILOTFELD_MQTT_TTS_URL", "tcp://there:1883")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TTS", "the_things", "-tts", "tts-", "ttß", "a23456789012345678901234567890123"})
  void aNameIsMadeOfFewCharacters(String name) {
    assertEquals(
        List.of(
            "PILOTFELD_MQTT_SOURCES has “%s”: a name is at most 32 lower-case letters and digits, with hyphens between them"
                .formatted(name)),
        faults(
            Map.of(
                "PILOTFELD_MQTT_SOURCES", name, Setting.prefix(name) + "URL", "tcp://there:1883")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "coap",
        "url",
        "user",
        "password",
        "password-file",
        "ca-file",
        "client-id",
        "topics",
        "version",
        "port",
        "source",
        "sources"
      })
  void aNameThatASettingOrCoapHasIsRefused(String name) {
    var fault = "PILOTFELD_MQTT_%s has “%s”: a setting or CoAP has this name; choose another one";

    assertEquals(
        List.of(fault.formatted("SOURCES", name)), faults(Map.of("PILOTFELD_MQTT_SOURCES", name)));
    assertEquals(
        List.of(fault.formatted("SOURCE", name)), faults(Map.of("PILOTFELD_MQTT_SOURCE", name)));
  }

  @Test
  void aNameThatStandsTwiceIsRefused() {
    var twice =
        Map.of(
            "PILOTFELD_MQTT_SOURCES", "chirpstack tts tts",
            "PILOTFELD_MQTT_TTS_URL", "tcp://there:1883",
            "PILOTFELD_MQTT_TTS_TOPICS", "v3/#");
    var fault =
        "PILOTFELD_MQTT_SOURCES has “%s”: another source has this name already; choose another one";

    assertEquals(List.of(fault.formatted("chirpstack"), fault.formatted("tts")), faults(twice));
  }

  @Test
  void sourcesAreLimitedInNumber() {
    var many =
        IntStream.rangeClosed(0, SourceNames.LIMIT)
            .mapToObj("s%d"::formatted)
            .collect(Collectors.joining(" "));

    assertTrue(
        faults(Map.of("PILOTFELD_MQTT_SOURCES", many))
            .contains("PILOTFELD_MQTT_SOURCES names 16 sources: at most 15 can be"));
  }

  @Test
  void hooksAreNamedAndEachHasItsSecretFromAFileOrAVariable(@TempDir Path folder)
      throws IOException {
    var file = Files.writeString(folder.resolve("secret"), SECRET + "\n");

    var hooks =
        Settings.from(
                Map.of(
                    "PILOTFELD_HOOK_SOURCES",
                    "tts thing-park chirpstack",
                    "PILOTFELD_HOOK_TTS_SECRET",
                    SECRET,
                    "PILOTFELD_HOOK_THING_PARK_SECRET_FILE",
                    file.toString(),
                    "PILOTFELD_HOOK_CHIRPSTACK_SECRET",
                    SECRET,
                    "PILOTFELD_HOOK_PORT",
                    "8099"))
            .hooks();

    assertEquals("127.0.0.1", hooks.address().getHostString());
    assertEquals(8099, hooks.address().getPort());
    assertEquals(
        List.of("tts", "thing-park", "chirpstack"),
        hooks.hooks().stream().map(Hook::source).toList());
    assertFalse(hooks.toString().contains(SECRET));
  }

  @Test
  void aHookWithoutAGoodSecretIsNamedAndTheSecretIsNot() {
    assertEquals(
        List.of(
            "PILOTFELD_HOOK_A_SECRET is not set: the hook “a” needs one, such as openssl rand -hex 24 gives",
            "PILOTFELD_HOOK_B_SECRET is not 22 to 128 letters, digits, hyphens and _, such as openssl rand -hex 24 gives",
            "PILOTFELD_HOOK_C_SECRET is no setting; the README lists them; that of a hook needs its name in PILOTFELD_HOOK_SOURCES",
            "PILOTFELD_HOOK_SOURCES has “coap”: a setting or CoAP has this name; choose another one"),
        faults(
            Map.of(
                "PILOTFELD_HOOK_SOURCES",
                "a b coap",
                "PILOTFELD_HOOK_B_SECRET",
                "too-short-by-a-letter",
                "PILOTFELD_HOOK_C_SECRET",
                SECRET,
                "PILOTFELD_HOOK_COAP_SECRET",
                SECRET)));
  }

  @Test
  void anEarlierSecretNeedsTheNewOne() {
    var earlier = MasterSecret.random();
    var both =
        Map.of(
            "PILOTFELD_SECRET_KEY", MasterSecret.random(), "PILOTFELD_SECRET_KEY_BEFORE", earlier);

    assertTrue(Settings.from(both).secret().orElseThrow().hasFormer());
    assertEquals(
        List.of("PILOTFELD_SECRET_KEY_BEFORE needs PILOTFELD_SECRET_KEY, the new one"),
        faults(Map.of("PILOTFELD_SECRET_KEY_BEFORE", earlier)));
  }

  @Test
  void aProviderSaysWhichOfItsRolesStandForWhichHere() {
    var set =
        Map.of(
            "PILOTFELD_OIDC_ISSUER", "https://sso.example.org/realms/swo",
            "PILOTFELD_OIDC_CLIENT_ID", "pilotfeld",
            "PILOTFELD_OIDC_CLIENT_SECRET", SECRET,
            "PILOTFELD_OIDC_ROLES", "/pilots/admin=administrator field=Technician");

    var provider = Settings.from(set).signOn().orElseThrow();

    assertEquals(
        Map.of("/pilots/admin", Role.ADMINISTRATOR, "field", Role.TECHNICIAN), provider.roles());
    assertEquals("roles", provider.roleClaim());
    assertFalse(provider.toString().contains(SECRET));
  }

  @Test
  void whatIsWrongWithAProviderIsNamed() {
    assertEquals(
        List.of(
            "PILOTFELD_OIDC_CLIENT_ID is not set: PILOTFELD_OIDC_ISSUER needs it",
            "PILOTFELD_OIDC_ISSUER is “http://sso.example.org”: an address with https:// belongs there",
            "PILOTFELD_OIDC_ROLES has “field”: a name there, =, and one of technician, engineer, evaluator, administrator belong there"),
        faults(
            Map.of(
                "PILOTFELD_OIDC_ISSUER", "http://sso.example.org",
                "PILOTFELD_OIDC_ROLES", "field admin=administrator")));
    assertEquals(
        List.of("PILOTFELD_OIDC_CLIENT_ID needs PILOTFELD_OIDC_ISSUER"),
        faults(Map.of("PILOTFELD_OIDC_CLIENT_ID", "pilotfeld")));
  }

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
        faults(together(files, Map.of("PILOTFELD_HTTP_SCHEME", "http"), Map.of())));
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

  private static Map<String, String> together(
      Map<String, String> first, Map<String, String> second, Map<String, String> third) {
    return Stream.of(first, second, third)
        .flatMap(part -> part.entrySet().stream())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static List<String> faults(Map<String, String> environment) {
    return assertThrows(SettingsException.class, () -> Settings.from(environment))
        .getMessage()
        .lines()
        .sorted()
        .toList();
  }
}
