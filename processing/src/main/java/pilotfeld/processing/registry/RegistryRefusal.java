package pilotfeld.processing.registry;

import java.util.Map;
import java.util.regex.Pattern;

/// The registry cannot take a value; the message says why, for people.
public final class RegistryRefusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private static final Pattern MISSING = Pattern.compile("=\\((.*)\\) is not present");

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry(
              "deployment_one_site_at_a_time",
              "the device is at a site at that time already: end that deployment first"),
          Map.entry("deployment_check", "a deployment must end after it begins"),
          Map.entry(
              "device_model_fkey",
              "there is no such device model, see the folders of models and PILOTFELD_MODELS"),
          Map.entry("device_pkey", "there is a device of that name already"),
          Map.entry("site_pkey", "there is a site of that id already"),
          Map.entry("site_pilot_fkey", "there is no such pilot"),
          Map.entry("site_asset_fkey", "there is no such asset"),
          Map.entry("deployment_site_fkey", "there is no such site"),
          Map.entry("site_name_check", "the name of a site has 1 to 200 characters"),
          Map.entry(
              "pilot_id_check",
              "the id of a pilot is made of lower-case letters, digits and hyphens, at most 63"),
          Map.entry(
              "site_id_check", "the id of a site is made of letters, digits and . _ -, at most 63"),
          Map.entry(
              "asset_id_check",
              "the id of an asset is made of letters, digits, blanks and . _ - / :, at most 63"));

  RegistryRefusal(String message) {
    super(message);
  }

  /// @param said by the database, which names the constraint; its first line where that is not ours
  static RegistryRefusal of(String said) {
    var missing = MISSING.matcher(said);
    var reason =
        REASONS.entrySet().stream()
            .filter(each -> said.contains(each.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseGet(() -> said.lines().findFirst().orElse(""));
    return new RegistryRefusal(missing.find() ? reason + " (" + missing.group(1) + ")" : reason);
  }
}
