package pilotfeld.ingest.service;

import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import pilotfeld.processing.order.WebhookSecret;
import pilotfeld.processing.order.WorkOrderSettings;

/// Reads where work orders go; what is wrong becomes a fault of the environment.
final class WorkOrderReceiver {

  // Without user and password: work orders are signed, and an address is shown.
  private static final Predicate<String> URL =
      Pattern.compile(
              "(https://[^/@:?#\\s]+|http://(localhost|127\\.0\\.0\\.1|\\[::1]))(:\\d{1,5})?(/[^\\s#]*)?")
          .asMatchPredicate();

  private WorkOrderReceiver() {}

  static Optional<WorkOrderSettings> from(Environment environment) {
    var url = environment.text(Setting.WORK_ORDER_URL);
    var secret = environment.secret(Setting.WORK_ORDER_SECRET);
    if (url.isEmpty()) {
      secret.ifPresent(
          _ -> environment.fault("PILOTFELD_WORK_ORDER_SECRET needs PILOTFELD_WORK_ORDER_URL"));
      return Optional.empty();
    }
    if (!URL.test(url.get())) {
      environment.fault(
          "PILOTFELD_WORK_ORDER_URL must be https://host/path, or http:// on this machine: where sensors are goes there");
      return Optional.empty();
    }
    // What was given is not repeated: it may be nearly right.
    var read = secret.flatMap(WebhookSecret::parse);
    if (read.isEmpty()) {
      environment.fault(
          "PILOTFELD_WORK_ORDER_SECRET must be whsec_ and 24 to 64 bytes in base64, such as whsec_$(openssl rand -base64 32)");
    }
    return read.map(each -> new WorkOrderSettings(URI.create(url.get()), each));
  }
}
