package pilotfeld.processing.order;

import java.util.Locale;

/// What can be the matter with a device.
enum Kind {
  BATTERY_LOW,
  NO_CONTACT;

  /// As the table has it.
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The type of its event, such as `pilotfeld.work-order.battery-low.v1`.
  String type() {
    return "pilotfeld.work-order." + text().replace('_', '-') + ".v1";
  }
}
