package pilotfeld.processing.order;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.order.Batteries.Battery;
import pilotfeld.processing.outbox.Outbox;
import pilotfeld.processing.outbox.Outgoing;
import pilotfeld.processing.registry.Registry;

/// Looks what is the matter with devices, and raises a work order once for each episode: as long as
/// it lasts, no second one. One process does it at a time.
public final class WorkOrderWatch {

  private static final String LOCK = "SELECT pg_try_advisory_xact_lock(hashtext('work orders'))";
  private static final String OPEN =
      "SELECT device FROM work_order WHERE kind = :kind AND ended_at IS NULL";
  private static final String RAISE =
      """
      INSERT INTO work_order (id, kind, device, site, asset, began_at, raised_at)
      VALUES (:id, :kind, :device, :site, :asset, :beganAt, :now)
      """;
  private static final String END =
      """
      UPDATE work_order SET ended_at = greatest(began_at, :now) WHERE kind = :kind AND device = :device AND ended_at IS NULL
      """;

  private final Jdbi jdbi;
  private final Registry registry;
  private final Outbox outbox = new Outbox(Optional.empty());

  public WorkOrderWatch(Jdbi jdbi, Registry registry) {
    this.jdbi = jdbi;
    this.registry = registry;
  }

  /// Raises and ends what is to be by now; doing it again is harmless.
  public void run(Instant now) {
    jdbi.useTransaction(
        handle -> {
          if (handle.createQuery(LOCK).mapTo(Boolean.class).one()) {
            look(handle, now);
          }
        });
  }

  private void look(Handle handle, Instant now) {
    var devices = Watched.all(handle, now);
    contacts(handle, devices, now);
    batteries(handle, devices, now);
  }

  private void contacts(Handle handle, Map<String, Watched> devices, Instant now) {
    var open = open(handle, Kind.NO_CONTACT);
    var silences = devices.values().stream().map(Watched::silence).toList();
    var silent =
        devices.entrySet().stream()
            .filter(each -> each.getValue().silence().isTooLong(now))
            .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    open.stream()
        .filter(device -> !silent.containsKey(device))
        .forEach(device -> end(handle, Kind.NO_CONTACT, device, now));
    if (ContactRule.isOutage(silences, now)) {
      return;
    }
    silent.values().stream()
        .filter(each -> !open.contains(each.device()))
        .forEach(each -> raise(handle, silence(each), now));
  }

  private static Matter silence(Watched device) {
    var silence = device.silence();
    return device.matter(
        Kind.NO_CONTACT,
        silence.lastHeard(),
        Map.of(
            "last_heard", silence.lastHeard().toString(),
            "interval_seconds", silence.interval().toSeconds(),
            "intervals", ContactRule.INTERVALS));
  }

  private void batteries(Handle handle, Map<String, Watched> devices, Instant now) {
    var open = open(handle, Kind.BATTERY_LOW);
    var batteries = Batteries.all(handle, registry.snapshot(), now);
    open.stream()
        .filter(
            device -> !devices.containsKey(device) || low(batteries.get(device), true).isEmpty())
        .forEach(device -> end(handle, Kind.BATTERY_LOW, device, now));
    devices.values().stream()
        .filter(each -> !open.contains(each.device()))
        .forEach(
            each ->
                low(batteries.get(each.device()), false)
                    .ifPresent(battery -> raise(handle, battery(each, battery), now)));
  }

  private static Optional<Battery> low(List<Battery> batteries, boolean wasLow) {
    return Optional.ofNullable(batteries).stream()
        .flatMap(List::stream)
        .filter(each -> BatteryRule.isLow(each.values(), each.least(), wasLow))
        .findFirst();
  }

  private static Matter battery(Watched device, Battery battery) {
    var newest = battery.newest();
    var began = battery.readings().get(BatteryRule.LOW_AFTER - 1).time();
    return device.matter(
        Kind.BATTERY_LOW,
        began,
        Map.of(
            "quantity", newest.quantity(),
            "unit", newest.unit(),
            "value", newest.value(),
            "least", battery.least()));
  }

  private static Set<String> open(Handle handle, Kind kind) {
    return handle
        .createQuery(OPEN)
        .bind("kind", kind.text())
        .mapTo(String.class)
        .collect(Collectors.toSet());
  }

  private void raise(Handle handle, Matter matter, Instant now) {
    handle
        .createUpdate(RAISE)
        .bind("id", matter.id())
        .bind("kind", matter.kind().text())
        .bind("device", matter.device())
        .bind("site", matter.site().id())
        .bind("asset", matter.asset())
        .bind("beganAt", matter.beganAt())
        .bind("now", now)
        .execute();
    outbox.add(
        handle,
        new Outgoing(WorkOrderSender.KIND, subject(matter.id()), CloudEvent.of(matter, now)));
  }

  private static String subject(UUID order) {
    return order.toString();
  }

  private static void end(Handle handle, Kind kind, String device, Instant now) {
    handle
        .createUpdate(END)
        .bind("kind", kind.text())
        .bind("device", device)
        .bind("now", now)
        .execute();
  }
}
