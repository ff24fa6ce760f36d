package pilotfeld.processing.account;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// What somebody is in a pilot. What is not listed beside a role it may not do, an administrator no
/// less: a permission that is added belongs to nobody until somebody gives it here.
public enum Role {
  /// Brings sensors out and looks whether they are heard.
  TECHNICIAN(
      Permission.READ_REMARKS,
      Permission.READ_UNREGISTERED,
      Permission.READ_REGISTRY,
      Permission.REGISTER_DEVICES,
      Permission.READ_DELIVERIES,
      Permission.READ_WORK_ORDERS,
      Permission.OWN_TOKENS),
  /// Keeps the data right.
  ENGINEER(
      Permission.READ_REMARKS,
      Permission.READ_UNREGISTERED,
      Permission.READ_QUARANTINE,
      Permission.REPLAY_QUARANTINE,
      Permission.EXPORT_READINGS,
      Permission.READ_REGISTRY,
      Permission.REGISTER_DEVICES,
      Permission.CHANGE_PILOTS,
      Permission.IMPORT_ASSETS,
      Permission.READ_DELIVERIES,
      Permission.IMPORT_DELIVERIES,
      Permission.READ_WORK_ORDERS,
      Permission.OWN_TOKENS),
  /// Decides what becomes of a pilot.
  EVALUATOR(
      Permission.READ_REMARKS,
      Permission.EXPORT_READINGS,
      Permission.READ_REGISTRY,
      Permission.READ_WORK_ORDERS,
      Permission.OWN_TOKENS),
  /// The system that the operator plans work with; it makes no tokens for itself.
  PLANNER(Permission.READ_WORK_ORDERS, Permission.REPORT_WORK_ORDERS),
  /// Gives accounts, and can stand in for everyone.
  ADMINISTRATOR(
      Permission.READ_REMARKS,
      Permission.READ_UNREGISTERED,
      Permission.READ_QUARANTINE,
      Permission.REPLAY_QUARANTINE,
      Permission.EXPORT_READINGS,
      Permission.EXPORT_AUDIT,
      Permission.READ_REGISTRY,
      Permission.REGISTER_DEVICES,
      Permission.CHANGE_PILOTS,
      Permission.IMPORT_ASSETS,
      Permission.READ_DELIVERIES,
      Permission.IMPORT_DELIVERIES,
      Permission.READ_WORK_ORDERS,
      Permission.REPORT_WORK_ORDERS,
      Permission.OWN_TOKENS,
      Permission.MANAGE_USERS);

  private final Set<Permission> permissions;

  Role(Permission... permissions) {
    this.permissions = Set.copyOf(EnumSet.copyOf(List.of(permissions)));
  }

  /// All that it may do.
  public Set<Permission> permissions() {
    return permissions;
  }

  /// As people write it, such as `engineer`.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Those that may do this.
  public static List<Role> allowed(Permission permission) {
    return Stream.of(values()).filter(each -> each.permissions.contains(permission)).toList();
  }

  /// @throws IllegalArgumentException if there is none that is written so
  public static Role of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
