package pilotfeld.processing.network;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import pilotfeld.processing.reading.Eui;

/// What the network servers know of devices, as far as we had them know it. The view
/// `network_state` has the same.
public final class NetworkStates {

  private static final String ALL =
      "SELECT device, server, state, since, reason FROM network_state ORDER BY device, server";
  private static final String OF_DEVICE =
      "SELECT device, server, state, since, reason FROM network_state WHERE device = :device ORDER BY server";
  private static final String PROVISION =
      """
      SELECT count(*) FILTER (WHERE asked) FROM (
        SELECT provision(id) AS asked FROM device WHERE CAST(:device AS text) IS NULL OR id = :device) AS each
      """;

  private final Jdbi jdbi;

  public NetworkStates(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// What one network server knows of one device.
  ///
  /// @param state `waiting`, `known`, `refused` or `removed`
  /// @param since when it is so
  /// @param reason why it waits or is refused; empty while it has not been tried
  public record NetworkState(
      String device, String server, String state, Instant since, Optional<String> reason) {}

  /// Of every device that a network server was asked for, by its id.
  public Map<String, List<NetworkState>> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ALL)
                .map(ConstructorMapper.of(NetworkState.class))
                .collect(Collectors.groupingBy(NetworkState::device)));
  }

  /// Of one device, in any spelling of its id; empty if no network server was asked for it.
  public List<NetworkState> of(String device) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(OF_DEVICE)
                .bind("device", Eui.device(device).orElse(device))
                .map(ConstructorMapper.of(NetworkState.class))
                .list());
  }

  /// Has the network servers look at a device again, or at all of them: those that were registered
  /// before there was a network server among the settings.
  ///
  /// @return how many there are
  public long provision(Optional<String> device) {
    return jdbi.inTransaction(
        handle ->
            handle
                .createQuery(PROVISION)
                .bind("device", device.map(text -> Eui.device(text).orElse(text)))
                .mapTo(Long.class)
                .one());
  }
}
