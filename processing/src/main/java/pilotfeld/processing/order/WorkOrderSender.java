package pilotfeld.processing.order;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import pilotfeld.processing.outbox.Answer;
import pilotfeld.processing.outbox.Answer.Away;
import pilotfeld.processing.outbox.Answer.Later;
import pilotfeld.processing.outbox.Answer.Refused;
import pilotfeld.processing.outbox.Answer.Sent;
import pilotfeld.processing.outbox.Due;
import pilotfeld.processing.outbox.Sender;

/// Posts work orders, signed, until their receiver answers that it has them.
public final class WorkOrderSender implements Sender, AutoCloseable {

  /// What it sends.
  static final String KIND = "work-order";

  /// Longest time for one call.
  static final Duration PATIENCE = Duration.ofSeconds(15);

  private final WorkOrderSettings settings;
  private final Clock clock;
  // No redirects: who is meant stands in the settings.
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  public WorkOrderSender(WorkOrderSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Answer send(Due due) {
    var id = due.key().toString();
    var now = clock.instant();
    var request =
        HttpRequest.newBuilder(settings.url())
            .timeout(PATIENCE)
            .header("Content-Type", CloudEvent.CONTENT_TYPE)
            .header("User-Agent", "pilotfeld")
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
            .header("webhook-signature", settings.secret().signature(id, now, due.payload()))
            .POST(BodyPublishers.ofString(due.payload()))
            .build();
    try {
      return answer(client.send(request, BodyHandlers.discarding()).statusCode());
    } catch (IOException e) {
      return new Away("the receiver of work orders cannot be reached: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Later("interrupted");
    }
  }

  /// What a status of HTTP means (RFC 9110; Standard Webhooks for 410).
  static Answer answer(int status) {
    var said = "the receiver of work orders answered " + status;
    return switch (status / 100) {
      case 2 -> new Sent();
      case 4 ->
          switch (status) {
            case 401, 403 ->
                new Away(said + ": give it this PILOTFELD_WORK_ORDER_SECRET, or set its own");
            case 404 -> new Away(said + ": look at PILOTFELD_WORK_ORDER_URL");
            case 408, 425, 429 -> new Away(said);
            case 410 -> new Refused(said + ": it wants none any more");
            default -> new Refused(said);
          };
      case 5 ->
          switch (status) {
            case 502, 503, 504 -> new Away(said);
            default -> new Later(said);
          };
      default -> new Refused(said + ": PILOTFELD_WORK_ORDER_URL must be where it takes them");
    };
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
