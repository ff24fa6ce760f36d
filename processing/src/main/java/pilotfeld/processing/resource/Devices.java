package pilotfeld.processing.resource;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.Audit;
import pilotfeld.processing.account.AuditEntry;
import pilotfeld.processing.account.AuditEntry.Action;
import pilotfeld.processing.api.Answer;
import pilotfeld.processing.api.Call;
import pilotfeld.processing.api.Listing;
import pilotfeld.processing.api.Operations;
import pilotfeld.processing.http.Problem;
import pilotfeld.processing.reading.Eui;
import pilotfeld.processing.registry.Registrar;

/// `/api/devices`: what is registered, and where it is.
final class Devices {

  private static final String DEVICES =
      """
      SELECT d.id, d.model, d.created_at, p.site, s.pilot
        FROM device d
        LEFT JOIN LATERAL (SELECT site FROM deployment WHERE device = d.id AND ends_at IS NULL ORDER BY starts_at DESC LIMIT 1) p ON true
        LEFT JOIN site s ON s.id = p.site
      """;
  private static final String LIST =
      DEVICES
          + """
             WHERE (CAST(:model AS text) IS NULL OR d.model = :model) AND (CAST(:pilot AS text) IS NULL OR s.pilot = :pilot)
               AND (CAST(:site AS text) IS NULL OR p.site = :site) AND (CAST(:after AS text) IS NULL OR d.id > :after)
             ORDER BY d.id LIMIT :limit
            """;
  private static final String ONE = DEVICES + " WHERE d.id = :id";

  private final Rows<Device> rows;
  private final Registrar registrar;
  private final Audit audit;

  Devices(Jdbi jdbi) {
    this.rows = Rows.of(jdbi, Device::of);
    this.registrar = new Registrar(jdbi);
    this.audit = new Audit(jdbi);
  }

  void addTo(Operations operations) {
    operations
        .answer("listDevices", this::list)
        .answer("createDevice", this::create)
        .answer("readDevice", call -> Answer.tagged(device(call.path("device"))));
  }

  /// @param site where it is with no end in sight; empty if it is nowhere
  record Device(
      String id, String model, Instant createdAt, Optional<String> site, Optional<String> pilot) {

    static Device of(Row row) {
      return new Device(
          row.text("id"),
          row.text("model"),
          row.time("created_at"),
          row.optional("site"),
          row.optional("pilot"));
    }
  }

  private record NewDevice(String id, String model) {}

  private Answer list(Call call) {
    var listing = Listing.of(call);
    var devices =
        rows.list(
            LIST,
            Map.of(
                "model", call.text("model"),
                "pilot", call.text("pilot"),
                "site", call.text("site"),
                "after", listing.after(),
                "limit", listing.wanted()));
    return listing.answer(devices, Device::id);
  }

  private Answer create(Call call) {
    var wish = call.body(NewDevice.class);
    var id = Refusal.told(() -> registrar.addDevice(wish.id, wish.model));
    audit.add(call.actor(), AuditEntry.of(Action.DEVICE_ADDED, id).with("model", wish.model));
    return Answer.created("/api/devices/" + id, device(id));
  }

  private Device device(String name) {
    var id = Eui.device(name).orElse(name);
    return rows.one(ONE, id)
        .orElseThrow(() -> Problem.notFound("There is no device “" + name + "”."));
  }
}
