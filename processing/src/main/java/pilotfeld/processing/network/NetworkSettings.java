package pilotfeld.processing.network;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// One network server of the operator, to which devices are made known.
///
/// @param name by which people know it
/// @param variables how its settings begin, such as `PILOTFELD_NETWORK_CHIRPSTACK_`
/// @param url of its API: `https://host:port`, or `http://` without TLS
/// @param apiKey what opens it; never shown by `toString`
/// @param application in which its devices are: its UUID at ChirpStack, its id at The Things Stack
/// @param tenant whose device profiles are searched, as ChirpStack's UUID; empty at The Things
///   Stack
/// @param authority of its certificate; empty for those that Java trusts
/// @param profiles what a model is called there, by the id of the model
/// @param pilots whose devices go there; empty for those of all pilots that no other server names
/// @param frequencyPlan of The Things Stack, such as `EU_863_870_TTN`
public record NetworkSettings(
    String name,
    String variables,
    Kind kind,
    URI url,
    String apiKey,
    String application,
    Optional<String> tenant,
    Optional<Path> authority,
    Map<String, String> profiles,
    Set<String> pilots,
    String frequencyPlan) {

  /// What a model can be called at The Things Stack: the LoRaWAN that it speaks.
  public static final SortedSet<String> LORAWAN_VERSIONS =
      Collections.unmodifiableSortedSet(new TreeSet<>(LorawanVersion.NAMES));

  /// What speaks there.
  public enum Kind {
    CHIRPSTACK,
    TTS
  }

  public NetworkSettings {
    requireNonNull(name, "name");
    requireNonNull(kind, "kind");
    requireNonNull(url, "url");
    requireNonNull(apiKey, "apiKey");
    requireNonNull(application, "application");
    requireNonNull(tenant, "tenant");
    requireNonNull(authority, "authority");
    requireNonNull(frequencyPlan, "frequencyPlan");
    profiles = Map.copyOf(profiles);
    pilots = Set.copyOf(pilots);
  }

  boolean isTls() {
    return url.getScheme().equals("https");
  }

  /// The kind of what goes out to it.
  String outgoing() {
    return NetworkSender.KIND + name;
  }

  @Override
  public String toString() {
    return "network server " + name + " at " + url;
  }
}
