package pilotfeld.processing.delivery;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import pilotfeld.processing.secret.MasterSecret;
import pilotfeld.processing.secret.SealedColumn;
import pilotfeld.processing.sheet.LineFault;

/// Brings lists of vendors into the table. It may be run again with the same list, which then
/// changes nothing. Keys are stored encrypted, each bound to its device.
public final class DeliveryImport {

  /// Where the keys are.
  public static final SealedColumn SEALED =
      new SealedColumn("delivery", "dev_eui", "app_key_encrypted", "delivery ");

  // Two imports at once take their turns; who only reads does not wait.
  private static final String BEFORE = "before_import";
  private static final String ONE_AT_A_TIME = "LOCK TABLE delivery IN SHARE ROW EXCLUSIVE MODE";
  private static final String KNOWN =
      "SELECT join_eui, app_key_encrypted, model, serial FROM delivery WHERE dev_eui = :devEui";
  private static final String ADD =
      """
      INSERT INTO delivery (dev_eui, join_eui, app_key_encrypted, model, serial, loaded_at)
      VALUES (:devEui, :joinEui, :appKey, :model, :serial, clock_timestamp())
      """;
  private static final String CHANGE =
      """
      UPDATE delivery SET join_eui = coalesce(:joinEui, join_eui), app_key_encrypted = coalesce(:appKey, app_key_encrypted),
                          model = coalesce(:model, model), serial = coalesce(:serial, serial), loaded_at = clock_timestamp()
       WHERE dev_eui = :devEui
      """;

  private final Jdbi jdbi;
  private final Optional<MasterSecret> secret;

  /// @param secret may be empty where no list has a key
  public DeliveryImport(Jdbi jdbi, Optional<MasterSecret> secret) {
    this.jdbi = jdbi;
    this.secret = secret;
  }

  /// How a list is imported.
  ///
  /// @param model of all its devices, in the place of what it says itself
  /// @param replace whether it is right where it says something else than what is known
  /// @param dryRun whether nothing is kept
  public record Way(Optional<String> model, boolean replace, boolean dryRun) {}

  /// Takes in what it can, in one transaction; what it cannot take is among the faults.
  ///
  /// @throws IllegalArgumentException if there are keys but no secret to encrypt them with
  public Imported run(List<Delivered> devices, Way way) {
    if (secret.isEmpty() && devices.stream().anyMatch(each -> each.appKey().isPresent())) {
      throw new IllegalArgumentException(
          "PILOTFELD_SECRET_KEY is not set: keys are encrypted with it, so it must be that of the running service");
    }
    return jdbi.inTransaction(
        handle -> {
          handle.execute(ONE_AT_A_TIME);
          handle.savepoint(BEFORE);
          var imported = run(handle, devices, way);
          if (way.dryRun()) {
            // What its caller wrote in the same transaction is none of its business.
            handle.rollbackToSavepoint(BEFORE);
          }
          return imported;
        });
  }

  private Imported run(Handle handle, List<Delivered> devices, Way way) {
    var counts = new EnumMap<Step, Integer>(Step.class);
    var faults = new ArrayList<LineFault>();
    for (var each : devices) {
      var device = way.model().map(each::withModel).orElse(each);
      var known = known(handle, device.devEui());
      var step = known.map(before -> step(before, device, way)).orElse(Step.ADD);
      counts.merge(step, 1, Integer::sum);
      switch (step) {
        case ADD -> write(handle, ADD, device);
        case COMPLETE, REPLACE -> write(handle, CHANGE, device);
        case REFUSE -> faults.add(contradiction(known.orElseThrow(), device));
        case LEAVE -> {}
      }
    }
    return new Imported(
        counts.getOrDefault(Step.ADD, 0),
        counts.getOrDefault(Step.COMPLETE, 0),
        counts.getOrDefault(Step.REPLACE, 0),
        counts.getOrDefault(Step.LEAVE, 0),
        faults);
  }

  private static Step step(Known known, Delivered device, Way way) {
    if (!known.contradictions(device).isEmpty()) {
      return way.replace() ? Step.REPLACE : Step.REFUSE;
    }
    return known.isCompletedBy(device) ? Step.COMPLETE : Step.LEAVE;
  }

  private static LineFault contradiction(Known known, Delivered device) {
    var columns =
        known.contradictions(device).stream().map(Column::title).collect(joining(" and "));
    var why =
        known.hidesKeyOf(device)
            ? "the AppKey that is known of %s was sealed with another PILOTFELD_SECRET_KEY: set that one, or take what this list says with --replace"
                .formatted(device.devEui())
            : "it says another %s of %s than is known: ask the vendor, or take what this list says with --replace"
                .formatted(columns, device.devEui());
    return new LineFault(device.line(), why);
  }

  private Optional<Known> known(Handle handle, String devEui) {
    return handle
        .createQuery(KNOWN)
        .bind("devEui", devEui)
        .map((RowView row) -> known(devEui, row))
        .findOne();
  }

  private Known known(String devEui, RowView row) {
    var sealed = Optional.ofNullable(row.getColumn("app_key_encrypted", byte[].class));
    var appKey =
        sealed.flatMap(
            bytes -> secret.flatMap(each -> each.open(bytes, about(devEui))).map(AppKey::of));
    return new Known(
        Optional.ofNullable(row.getColumn("join_eui", String.class)),
        appKey,
        sealed.isPresent() && appKey.isEmpty(),
        Optional.ofNullable(row.getColumn("model", String.class)),
        Optional.ofNullable(row.getColumn("serial", String.class)));
  }

  private void write(Handle handle, String statement, Delivered device) {
    handle
        .createUpdate(statement)
        .bind("devEui", device.devEui())
        .bind("joinEui", device.joinEui())
        .bind("appKey", device.appKey().map(key -> sealed(device.devEui(), key)).orElse(null))
        .bind("model", device.model())
        .bind("serial", device.serial())
        .execute();
  }

  private byte[] sealed(String devEui, AppKey key) {
    return secret.orElseThrow().seal(key.bytes(), about(devEui));
  }

  /// What the sealed key of a device belongs to.
  static String about(String devEui) {
    return SEALED.about(devEui);
  }

  private enum Step {
    ADD,
    COMPLETE,
    REPLACE,
    LEAVE,
    REFUSE
  }
}
