package pilotfeld.ingest.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.registry.ModelFolders;
import pilotfeld.processing.registry.Registrar;
import pilotfeld.processing.store.Database;
import pilotfeld.processing.store.DatabaseSettings;

/// Devices that are registered, each at a site of its own.
final class Probes {

  /// Of every device.
  static final String PILOT = "bench";

  /// Devices that send by CoAP.
  static final int COAP_DEVICES = 64;

  private static final String DEVICES =
      """
      WITH site AS (
        INSERT INTO site (id, pilot, name, latitude, longitude)
        SELECT 'bench-' || n, :pilot, 'Probe ' || n, 52.28, 8.05 FROM generate_series(0, :count - 1) n RETURNING 1),
      device AS (
        INSERT INTO device (id, model) SELECT :prefix || lpad(to_hex(n), 8, '0'), :model FROM generate_series(0, :count - 1) n
        RETURNING 1)
      SELECT (SELECT count(*) FROM site) + (SELECT count(*) FROM device)
      """;
  private static final String DEPLOYMENTS =
      """
      INSERT INTO deployment (device, site, starts_at)
      SELECT :prefix || lpad(to_hex(n), 8, '0'), 'bench-' || n, now() - interval '20 years' FROM generate_series(0, :count - 1) n
      """;

  private Probes() {}

  /// Brings the schema up to date and registers the devices.
  static void register(Plan plan, DatabaseSettings settings) {
    try (var database = Database.open(settings)) {
      var registrar = new Registrar(database.jdbi());
      registrar.models(ModelFolders.builtIn());
      registrar.pilot(new Registrar.Pilot(PILOT, "Bench", "", LocalDate.of(2026, 1, 1)));
      register(database.jdbi(), plan.devices());
      IntStream.range(0, COAP_DEVICES).forEach(number -> placeCoap(registrar, number));
    }
  }

  private static void placeCoap(Registrar registrar, int number) {
    var name = coapDevice(number);
    registrar.site(new Registrar.Site(name, PILOT, Optional.empty(), name, 52.28, 8.05));
    registrar.place(
        new Registrar.Placement(
            name,
            "pilotfeld-senml-level",
            name,
            Instant.parse("2026-01-01T00:00:00Z"),
            Optional.empty()));
  }

  /// Name of a device that sends by CoAP, counted from 0.
  static String coapDevice(int number) {
    return "coap-" + number;
  }

  private static void register(Jdbi jdbi, int count) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createQuery(DEVICES)
              .bind("pilot", PILOT)
              .bind("prefix", Frames.PREFIX)
              .bind("model", Frames.MODEL)
              .bind("count", count)
              .mapTo(Long.class)
              .one();
          handle
              .createUpdate(DEPLOYMENTS)
              .bind("prefix", Frames.PREFIX)
              .bind("count", count)
              .execute();
        });
  }

  /// The model of all devices but those of CoAP.
  static ModelFolders.Source model() {
    return ModelFolders.builtIn().stream()
        .filter(each -> each.id().equals(Frames.MODEL))
        .findFirst()
        .orElseThrow();
  }
}
