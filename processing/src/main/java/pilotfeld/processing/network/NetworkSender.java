package pilotfeld.processing.network;

import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.outbox.Answer;
import pilotfeld.processing.outbox.Answer.Away;
import pilotfeld.processing.outbox.Answer.Refused;
import pilotfeld.processing.outbox.Answer.Sent;
import pilotfeld.processing.outbox.Due;
import pilotfeld.processing.outbox.Sender;
import pilotfeld.processing.secret.KeyUnavailable;

/// Has one network server know of a device what is registered here at the moment of sending. So it
/// may be sent twice, and what was changed meanwhile goes out at once.
final class NetworkSender implements Sender {

  /// How the kinds of all network servers begin.
  static final String KIND = "network:";

  private static final String AGAIN = "SELECT provision(:device)";
  private static final String STATE =
      "SELECT state FROM provisioning WHERE device = :device AND server = :server";
  private static final String NOTE =
      """
      INSERT INTO provisioning (device, server, state, at) VALUES (:device, :server, :state, clock_timestamp())
      ON CONFLICT (device, server) DO UPDATE SET state = excluded.state, at = excluded.at
        WHERE provisioning.state <> excluded.state
      """;

  private final NetworkSettings settings;
  private final NetworkServer server;
  private final Jdbi jdbi;
  private final RegisteredDevices devices;
  private final Set<String> pilotsOfOthers;

  /// @param pilotsOfOthers whose devices go to another server
  NetworkSender(
      NetworkSettings settings,
      NetworkServer server,
      Jdbi jdbi,
      RegisteredDevices devices,
      Set<String> pilotsOfOthers) {
    this.settings = settings;
    this.server = server;
    this.jdbi = jdbi;
    this.devices = devices;
    this.pilotsOfOthers = Set.copyOf(pilotsOfOthers);
  }

  @Override
  public String kind() {
    return settings.outgoing();
  }

  @Override
  public Answer send(Due due) {
    if (!due.payload().isEmpty()) {
      lookAgainAt(due.payload());
      return new Sent();
    }
    try {
      var wanted = devices.find(due.subject()).filter(this::isOurs);
      return wanted.isPresent() ? keep(wanted.get()) : remove(due.subject());
    } catch (KeyUnavailable e) {
      return new Refused(e.getMessage());
    }
  }

  // Its deployment begins or ends now: behind whatever else waits of the device.
  private void lookAgainAt(String device) {
    jdbi.useTransaction(
        handle -> handle.createQuery(AGAIN).bind("device", device).mapTo(Boolean.class).one());
  }

  private boolean isOurs(Wanted wanted) {
    return settings.pilots().isEmpty()
        ? !pilotsOfOthers.contains(wanted.pilot())
        : settings.pilots().contains(wanted.pilot());
  }

  // Noted before it is asked: what becomes of a call that is broken off, nobody knows.
  private Answer keep(Wanted wanted) {
    if (state(wanted.devEui()).isEmpty()) {
      note(wanted.devEui(), "trying");
    }
    return noted(wanted.devEui(), server.keep(wanted), "known");
  }

  // Where it was never made known, nothing of it is ours to take away.
  private Answer remove(String devEui) {
    var state = state(devEui);
    return state.isEmpty() || state.get().equals("removed")
        ? new Sent()
        : noted(devEui, server.remove(devEui), "removed");
  }

  private Answer noted(String devEui, Answer answer, String state) {
    switch (answer) {
      case Sent() -> note(devEui, state);
      case Away(_), Answer.Later(_), Refused(_) -> {}
    }
    return answer;
  }

  private Optional<String> state(String devEui) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(STATE)
                .bind("device", devEui)
                .bind("server", settings.name())
                .mapTo(String.class)
                .findOne());
  }

  private void note(String devEui, String state) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(NOTE)
                .bind("device", devEui)
                .bind("server", settings.name())
                .bind("state", state)
                .execute());
  }
}
