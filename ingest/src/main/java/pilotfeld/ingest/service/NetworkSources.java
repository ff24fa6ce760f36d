package pilotfeld.ingest.service;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pilotfeld.processing.network.NetworkSettings;
import pilotfeld.processing.network.NetworkSettings.Kind;

/// Reads the settings of one network server to which devices are made known.
///
/// @param name under which people know it
/// @param prefix how its settings begin, such as `PILOTFELD_NETWORK_CHIRPSTACK_`
record NetworkSources(Environment environment, String name, String prefix) {

  // Without user and password: the key has a setting of its own, and an address is logged.
  private static final Predicate<String> URL =
      matching("https?://([^/@:?#\\[\\]\\s]+|\\[[0-9a-fA-F:.]+])(:\\d{1,5})?/?");
  private static final Predicate<String> UUID =
      matching("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Predicate<String> TTS_ID = matching("[a-z0-9](-?[a-z0-9]){2,35}");
  private static final Predicate<String> KEY = matching("[!-~]{8,4096}");
  private static final String FREQUENCY_PLAN = "EU_863_870_TTN";
  private static final String ANYWHERE = "anywhere";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private static Predicate<String> matching(String pattern) {
    return Pattern.compile(pattern).asMatchPredicate();
  }

  /// Those that `PILOTFELD_NETWORK_SERVERS` names; what is wrong becomes a fault of the
  /// environment.
  static List<NetworkSettings> from(Environment environment) {
    var servers =
        SourceNames.ofNetworks(environment).stream()
            .map(name -> new NetworkSources(environment, name, Setting.networkPrefix(name)))
            .map(NetworkSources::settings)
            .toList();
    refuseSharedPilots(environment, servers);
    return servers;
  }

  // A device joins in one network only.
  private static void refuseSharedPilots(Environment environment, List<NetworkSettings> servers) {
    var seen = new HashSet<String>();
    var rest = servers.stream().filter(each -> each.pilots().isEmpty()).toList();
    if (rest.size() > 1) {
      environment.fault(
          "%sPILOTS is not set, nor is %sPILOTS: only one network server can have the devices of all other pilots"
              .formatted(rest.get(0).variables(), rest.get(1).variables()));
    }
    servers.forEach(
        server ->
            server.pilots().stream()
                .filter(pilot -> !seen.add(pilot))
                .forEach(
                    pilot ->
                        environment.fault(
                            "%sPILOTS has “%s” as another network server: its devices can be at one only"
                                .formatted(server.variables(), pilot))));
  }

  private NetworkSettings settings() {
    var kind = kind();
    var url = url();
    return new NetworkSettings(
        name,
        prefix,
        kind,
        url,
        key(),
        application(kind),
        tenant(kind),
        text("CA_FILE").map(this::authority),
        profiles(kind),
        Set.copyOf(words("PILOTS")),
        text("FREQUENCY_PLAN").orElse(FREQUENCY_PLAN));
  }

  private Optional<String> text(String setting) {
    return environment.text(prefix + setting);
  }

  private List<String> words(String setting) {
    return text(setting).stream()
        .flatMap(text -> Stream.of(text.strip().split("\\s+")))
        .distinct()
        .toList();
  }

  private Kind kind() {
    var text = text("KIND").orElse(name);
    return switch (text) {
      case "chirpstack" -> Kind.CHIRPSTACK;
      case "tts" -> Kind.TTS;
      default -> {
        fault("KIND", " is “" + text + "”: chirpstack or tts belongs there");
        yield Kind.CHIRPSTACK;
      }
    };
  }

  private URI url() {
    var url = text("URL");
    var anywhere = text("PLAIN").filter(ANYWHERE::equals).isPresent();
    if (url.isEmpty() || !URL.test(url.get())) {
      fault("URL", " must be the address of its API, https://host or https://host:port");
      return URI.create("https://nowhere.invalid");
    }
    var address = URI.create(url.get());
    if (address.getScheme().equals("http") && !anywhere && !LOOPBACK.contains(address.getHost())) {
      fault(
          "URL",
          " begins with http://: keys of devices go there, so make it https://, or set %sPLAIN=anywhere where the network keeps strangers out"
              .formatted(prefix));
    }
    return address;
  }

  // What was given is not repeated: it may be nearly right.
  private String key() {
    var key = environment.secret(prefix + "API_KEY");
    if (key.filter(KEY).isEmpty()) {
      fault("API_KEY", " (or API_KEY_FILE) must be the key that the network server gave out");
    }
    return key.orElse("");
  }

  private String application(Kind kind) {
    var application = text("APPLICATION").orElse("");
    switch (kind) {
      case CHIRPSTACK -> {
        if (!UUID.test(application)) {
          fault("APPLICATION", " must be the UUID of the application in which devices are to be");
        }
      }
      case TTS -> {
        if (!TTS_ID.test(application)) {
          fault("APPLICATION", " must be the id of the application in which devices are to be");
        }
      }
    }
    return application;
  }

  private Optional<String> tenant(Kind kind) {
    var tenant = text("TENANT");
    if (kind == Kind.CHIRPSTACK && tenant.filter(UUID).isEmpty()) {
      fault("TENANT", " must be the UUID of the tenant whose device profiles are used");
    }
    if (kind == Kind.TTS && tenant.isPresent()) {
      fault("TENANT", " is of no use at The Things Stack, whose address says the tenant");
    }
    return tenant;
  }

  private Path authority(String file) {
    if (!Files.isReadable(Path.of(file))) {
      fault("CA_FILE", " is “" + file + "”: there is no such file that can be read");
    }
    return Path.of(file);
  }

  private Map<String, String> profiles(Kind kind) {
    var profiles = new HashMap<String, String>();
    for (var word : words("PROFILES")) {
      var at = word.indexOf('=');
      if (at <= 0 || at == word.length() - 1) {
        fault("PROFILES", " has “" + word + "”: <model>=<profile> belongs there");
        continue;
      }
      profiles.put(word.substring(0, at), word.substring(at + 1));
    }
    if (kind == Kind.TTS) {
      profiles.values().stream()
          .filter(version -> !NetworkSettings.LORAWAN_VERSIONS.contains(version))
          .forEach(
              version ->
                  fault(
                      "PROFILES",
                      " has “%s”: at The Things Stack one of %s belongs there"
                          .formatted(version, NetworkSettings.LORAWAN_VERSIONS)));
    }
    return profiles;
  }

  private void fault(String setting, String what) {
    environment.fault(prefix + setting + what);
  }
}
