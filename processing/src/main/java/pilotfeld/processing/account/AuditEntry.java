package pilotfeld.processing.account;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One thing that was done.
///
/// @param subject the account, token or pilot that it was done to
/// @param detail whatever else tells of it, never a secret
public record AuditEntry(Action action, Optional<String> subject, Map<String, String> detail) {

  /// Longest value of a detail, in characters; what is longer is cut.
  static final int VALUE_LIMIT = 400;

  /// Details of one entry at most.
  static final int DETAIL_LIMIT = 16;

  /// What can be done.
  public enum Action {
    LOGIN,
    LOGIN_FAILED,
    LOGOUT,
    LOGINS_ENDED,
    ACCOUNT_ADDED,
    ACCOUNT_DISABLED,
    ACCOUNT_ENABLED,
    ROLE_CHANGED,
    PASSWORD_RENEWED,
    TOKEN_CREATED,
    TOKEN_REVOKED,
    READINGS_EXPORTED,
    AUDIT_EXPORTED,
    SENDING_RETRIED,
    WORK_ORDER_REPORTED,
    REPLAY_BEGUN,
    REPLAY_ENDED,
    PILOT_ADDED,
    PILOT_CHANGED,
    SITE_ADDED,
    SITE_CHANGED,
    SITE_ASSIGNED,
    DEVICE_ADDED,
    DEPLOYMENT_BEGUN,
    DEPLOYMENT_ENDED,
    DEPLOYMENT_WITHDRAWN,
    ASSETS_IMPORTED,
    DELIVERIES_IMPORTED,
    DEVICES_IMPORTED,
    READINGS_READ,
    DEVICE_REGISTERED,
    DEVICE_SWAPPED,
    DEVICE_TAKEN_DOWN,
    DEVICE_TRIED_OUT,
    PHOTO_KEPT;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @throws IllegalArgumentException if there are too many details
  public AuditEntry {
    if (detail.size() > DETAIL_LIMIT) {
      throw new IllegalArgumentException("detail must have at most " + DETAIL_LIMIT + " names");
    }
    var bounded = new HashMap<String, String>();
    detail.forEach(
        (name, value) ->
            bounded.put(name, value.substring(0, Math.min(value.length(), VALUE_LIMIT))));
    detail = Map.copyOf(bounded);
  }

  /// Done to something that has a name.
  public static AuditEntry of(Action action, String subject) {
    return new AuditEntry(action, Optional.of(subject), Map.of());
  }

  /// Done to nothing that has a name.
  public static AuditEntry of(Action action, Map<String, String> detail) {
    return new AuditEntry(action, Optional.empty(), detail);
  }

  /// The same with one more detail.
  public AuditEntry with(String name, String value) {
    var more = new HashMap<>(detail);
    more.put(name, value);
    return new AuditEntry(action, subject, more);
  }
}
