package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.processing.registry.Position;
import pilotfeld.processing.registry.Registrar.Pilot;
import pilotfeld.processing.registry.Registrar.Placement;
import pilotfeld.processing.registry.Registration;

/// The running system where somebody has only begun to describe things.
class NewcomerIT {

  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir private Path models;

  @Test
  void aProposedModelIsPassedOverWithOneLine() throws Exception {
    var folder = Files.createDirectory(models.resolve("acme-level"));
    Files.writeString(folder.resolve("model.yaml"), "proposed: true\nvendor: Acme\n");

    try (var log = new LogLines();
        var system = new RunningSystem(Map.of("PILOTFELD_MODELS", models.toString()))) {
      assertEquals(200, system.get("/api/health").statusCode());
      var lines = log.beginning("not used, as nobody has confirmed");
      assertEquals(1, lines.size(), lines::toString);
      assertTrue(
          lines.getFirst().contains("proposed device models: acme-level; look at each model.yaml"),
          lines::toString);
    }
  }

  @Test
  void aSiteWithoutAPositionIsShownAndExportedAsAnyOther() throws Exception {
    try (var system = new RunningSystem(Map.of())) {
      register(system, "gauge-1", "nowhere-1", Optional.empty());
      register(system, "gauge-2", "somewhere-1", Optional.of(new Position(52.3, 8.1)));

      var pilots = system.get("/api/pilots").body();

      assertTrue(pilots.contains("\"latitude\":null,\"longitude\":null"), pilots);
      assertTrue(pilots.contains("\"latitude\":52.3,\"longitude\":8.1"), pilots);
      assertEquals(200, system.get("/export.csv?pilot=water").statusCode());
      assertEquals(
          "nowhere-1",
          system
              .jdbi()
              .withHandle(
                  handle ->
                      handle
                          .createQuery("SELECT site FROM dash_device WHERE latitude IS NULL")
                          .mapTo(String.class)
                          .one()));
    }
  }

  private static void register(
      RunningSystem system, String device, String site, Optional<Position> position) {
    system
        .application()
        .registrar()
        .register(
            new Registration(
                new Pilot("water", "Water", "", LocalDate.of(2026, 3, 1)),
                Optional.empty(),
                position,
                Optional.empty(),
                new Placement(device, "pilotfeld-senml-level", site, MARCH, Optional.empty())));
  }
}
