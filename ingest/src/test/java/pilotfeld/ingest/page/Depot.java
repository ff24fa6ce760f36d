package pilotfeld.ingest.page;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.Accounts;
import pilotfeld.processing.account.Actor;
import pilotfeld.processing.account.Role;
import pilotfeld.processing.registry.Registrar;

/// What a technician goes out with: sites, an asset and delivered devices.
final class Depot {

  /// Of every device.
  static final String MODEL = "decentlab-dl-mbx";

  private static final String JOIN_EUI = "70b3d57ba0ffffff";
  private static final int DELIVERED = 40;

  private Depot() {}

  /// Makes all of it.
  static void fill(Registrar registrar, Jdbi jdbi) {
    registrar.pilot(new Registrar.Pilot("water", "Water level", "", LocalDate.EPOCH));
    site(registrar, "hase-fledder", "Hase Fledder", 52.2800, 8.0500);
    site(registrar, "hase-neumarkt", "Hase Neumarkt", 52.2740, 8.0480);
    site(registrar, "gully-7", "Gully 7", 52.2805, 8.0520);
    registrar.asset(
        new Registrar.Asset("ONS 0815", "transformer_station", "Fledder West", 52.2802, 8.0504));
    for (var number = 1; number <= DELIVERED; number++) {
      deliver(jdbi, device(number), "YY-" + (1000 + number));
    }
  }

  private static void site(
      Registrar registrar, String id, String name, double latitude, double longitude) {
    registrar.site(new Registrar.Site(id, "water", Optional.empty(), name, latitude, longitude));
  }

  private static void deliver(Jdbi jdbi, String device, String serial) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO delivery (dev_eui, join_eui, model, serial, loaded_at) VALUES (?, ?, ?, ?, now())",
                device,
                JOIN_EUI,
                MODEL,
                serial));
  }

  /// @return the password of a new account, `technician`
  static String technician(Jdbi jdbi) {
    return new Accounts(jdbi).add(Actor.atCommandLine("root"), "technician", Role.TECHNICIAN);
  }

  /// DevEUI of a delivered device, counted from 1.
  static String device(int number) {
    return "70b3d57ba00000%02x".formatted(number);
  }

  /// As a vendor prints it, with an owner token.
  static String sticker(String device) {
    return "LW:D0:%s:%s:AABB1122:O0102030405:SYY1"
        .formatted(JOIN_EUI, device)
        .toUpperCase(Locale.ROOT);
  }
}
