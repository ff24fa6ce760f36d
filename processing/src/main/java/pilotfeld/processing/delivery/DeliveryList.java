package pilotfeld.processing.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import pilotfeld.processing.reading.Eui;

/// All that was delivered, as the imported lists say. Keys are not read.
public final class DeliveryList {

  private static final String DEVICES =
      """
      SELECT y.dev_eui, y.join_eui, y.model, y.serial, y.app_key_encrypted IS NOT NULL AS has_key, y.loaded_at, d.id IS NOT NULL AS registered
        FROM delivery y LEFT JOIN device d ON d.id = y.dev_eui
      """;
  private static final String ALL = DEVICES + "ORDER BY y.model, y.dev_eui";
  private static final String PAGE =
      DEVICES
          + """
             WHERE (CAST(:model AS text) IS NULL OR y.model = :model) AND (CAST(:registered AS boolean) IS NULL OR (d.id IS NOT NULL) = :registered)
               AND (CAST(:after AS text) IS NULL OR y.dev_eui > :after)
             ORDER BY y.dev_eui LIMIT :limit
            """;
  private static final String BY_DEV_EUI = DEVICES + "WHERE y.dev_eui = :devEui";
  private static final String BY_SERIAL =
      DEVICES + "WHERE lower(y.serial) = lower(:serial) ORDER BY y.dev_eui";
  private static final String WITH_JOIN_EUI =
      "SELECT count(*) FROM delivery WHERE join_eui = :joinEui";
  private static final String MAKERS =
      """
      SELECT count(*) FILTER (WHERE dev_eui LIKE :prefix) AS devices, count(*) FILTER (WHERE join_eui LIKE :prefix) AS join_servers
        FROM delivery
      """;
  private static final int MAKER_DIGITS = 6;

  private final Jdbi jdbi;

  public DeliveryList(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// All devices, by model and DevEUI.
  public List<DeliveredDevice> all() {
    return jdbi.withHandle(handle -> handle.createQuery(ALL).map(DeliveryList::device).list());
  }

  /// Some devices, by DevEUI.
  ///
  /// @param model only those of it
  /// @param registered only those that are registered by now, or that are not
  /// @param after the DevEUI before the first
  /// @param limit how many at most
  public List<DeliveredDevice> page(
      Optional<String> model, Optional<Boolean> registered, Optional<String> after, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(PAGE)
                .bind("model", model)
                .bind("registered", registered)
                .bind("after", after)
                .bind("limit", limit)
                .map(DeliveryList::device)
                .list());
  }

  /// The device with a DevEUI, in any spelling.
  public Optional<DeliveredDevice> find(String devEui) {
    return Eui.canonical(devEui)
        .flatMap(
            eui ->
                jdbi.withHandle(
                    handle ->
                        handle
                            .createQuery(BY_DEV_EUI)
                            .bind("devEui", eui)
                            .map(DeliveryList::device)
                            .findOne()));
  }

  /// The devices with a serial number, in capitals or not; more than one if two vendors count
  /// alike.
  public List<DeliveredDevice> withSerial(String serial) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(BY_SERIAL).bind("serial", serial).map(DeliveryList::device).list());
  }

  /// How many devices have a JoinEUI, given as sixteen lower-case hex digits.
  public long withJoinEui(String joinEui) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(WITH_JOIN_EUI).bind("joinEui", joinEui).mapTo(Long.class).one());
  }

  /// How many DevEUIs and JoinEUIs come from the maker of an EUI, which its first six digits are.
  Maker maker(String eui) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(MAKERS)
                .bind("prefix", eui.substring(0, MAKER_DIGITS) + "%")
                .map((row, _) -> new Maker(row.getLong("devices"), row.getLong("join_servers")))
                .one());
  }

  private static DeliveredDevice device(RowView row) {
    return new DeliveredDevice(
        row.getColumn("dev_eui", String.class),
        Optional.ofNullable(row.getColumn("join_eui", String.class)),
        Optional.ofNullable(row.getColumn("model", String.class)),
        Optional.ofNullable(row.getColumn("serial", String.class)),
        row.getColumn("has_key", Boolean.class),
        row.getColumn("registered", Boolean.class),
        row.getColumn("loaded_at", Instant.class));
  }

  record Maker(long devEuis, long joinEuis) {}
}
