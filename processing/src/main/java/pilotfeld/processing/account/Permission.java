package pilotfeld.processing.account;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What needs an account. What a token is for, and what a role may do, is said in these.
public enum Permission {
  /// What was remarked on messages that were stored all the same; it may quote them.
  READ_REMARKS,
  /// Which devices send that nobody has registered.
  READ_UNREGISTERED,
  /// Messages that could not be understood, with their bytes.
  READ_QUARANTINE,
  /// Another try for messages of the quarantine.
  REPLAY_QUARANTINE,
  /// Readings as files.
  EXPORT_READINGS,
  /// Who did what, and when.
  EXPORT_AUDIT,
  /// Pilots, sites, assets, models, devices and where they are.
  READ_REGISTRY,
  /// Devices, where they are, and the sites that are made for them.
  REGISTER_DEVICES,
  /// What a pilot is about.
  CHANGE_PILOTS,
  /// The operator's register of assets.
  IMPORT_ASSETS,
  /// What vendors delivered, without keys.
  READ_DELIVERIES,
  /// Delivery lists of vendors, with keys.
  IMPORT_DELIVERIES,
  /// What somebody must see to, and what is said of it.
  READ_WORK_ORDERS,
  /// What has become of work orders, as the system says that the operator plans work with.
  REPORT_WORK_ORDERS,
  /// One's own tokens, for no more than what one may do oneself.
  OWN_TOKENS,
  /// Accounts and everybody's tokens; who may this may get at everything.
  MANAGE_USERS;

  /// As people write it, such as `read-quarantine`.
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// @throws IllegalArgumentException if there is none that is written so, naming all that are
  public static Permission of(String text) {
    return Stream.of(values())
        .filter(each -> each.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no permission “"
                        + text
                        + "”; there are: "
                        + Stream.of(values())
                            .map(Permission::text)
                            .collect(Collectors.joining(", "))));
  }
}
