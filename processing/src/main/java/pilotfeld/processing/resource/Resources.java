package pilotfeld.processing.resource;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.api.Operations;
import pilotfeld.processing.secret.MasterSecret;

/// All that can be asked of the tables.
public final class Resources {

  private Resources() {}

  /// Adds what answers.
  ///
  /// @param zone whose days and offsets people mean
  /// @param secret with which keys of delivery lists are encrypted; empty if there is none
  public static void addTo(
      Operations operations, Jdbi jdbi, Clock clock, ZoneId zone, Optional<MasterSecret> secret) {
    new Pilots(jdbi, clock, zone).addTo(operations);
    new Sites(jdbi, clock, zone).addTo(operations);
    new Assets(jdbi, clock).addTo(operations);
    new Models(jdbi).addTo(operations);
    new Devices(jdbi).addTo(operations);
    new DeviceImports(jdbi, clock, zone).addTo(operations);
    new Deployments(jdbi, clock, zone).addTo(operations);
    new Deliveries(jdbi, secret).addTo(operations);
    new Readings(jdbi, zone).addTo(operations);
    new WorkOrders(jdbi, clock, zone).addTo(operations);
    new Users(jdbi, clock).addTo(operations);
    new AccessTokens(jdbi, clock, zone).addTo(operations);
    new Trail(jdbi, zone).addTo(operations);
  }
}
