package pilotfeld.processing.network;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import pilotfeld.processing.network.chirpstack.DeviceProfileListItem;
import pilotfeld.processing.network.chirpstack.ListDeviceProfilesRequest;

/// Which device profile of ChirpStack a model has: the one of its name, unless the settings name
/// another, by name or UUID.
final class ChirpstackProfiles {

  // Whose name merely contains what is searched is found as well.
  private static final int FOUND_LIMIT = 100;

  private static final Predicate<String> UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}").asMatchPredicate();

  private final NetworkSettings settings;
  private final ChirpstackCalls calls;

  ChirpstackProfiles(NetworkSettings settings, ChirpstackCalls calls) {
    this.settings = settings;
    this.calls = calls;
  }

  sealed interface Search {}

  record Found(String id) implements Search {}

  record NotFound(String why) implements Search {}

  /// @throws CallFailed if it cannot be asked
  Search of(String model) {
    var name = settings.profiles().getOrDefault(model, model);
    if (UUID.test(name)) {
      return new Found(name);
    }
    var request =
        ListDeviceProfilesRequest.newBuilder()
            .setLimit(FOUND_LIMIT)
            .setSearch(name)
            .setTenantId(settings.tenant().orElse(""))
            .build();
    var found =
        calls.profiles(request).getResultList().stream()
            .filter(each -> each.getName().equals(name))
            .map(DeviceProfileListItem::getId)
            .toList();
    return one(found, name, model);
  }

  private Search one(List<String> found, String name, String model) {
    if (found.size() == 1) {
      return new Found(found.getFirst());
    }
    return new NotFound(
        "%s has %s device profile “%s”: make one of that name, or say which one it is in %sPROFILES, such as %s=<its UUID>"
            .formatted(
                settings.name(),
                found.isEmpty() ? "no" : "more than one",
                name,
                settings.variables(),
                model));
  }
}
