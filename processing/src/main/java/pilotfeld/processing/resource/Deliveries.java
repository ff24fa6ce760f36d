package pilotfeld.processing.resource;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.Audit;
import pilotfeld.processing.account.AuditEntry;
import pilotfeld.processing.account.AuditEntry.Action;
import pilotfeld.processing.api.Answer;
import pilotfeld.processing.api.Call;
import pilotfeld.processing.api.Listing;
import pilotfeld.processing.api.Operations;
import pilotfeld.processing.delivery.Delivered;
import pilotfeld.processing.delivery.DeliveredDevice;
import pilotfeld.processing.delivery.DeliveryFile;
import pilotfeld.processing.delivery.DeliveryImport;
import pilotfeld.processing.delivery.DeliveryImport.Way;
import pilotfeld.processing.delivery.DeliveryList;
import pilotfeld.processing.delivery.Imported;
import pilotfeld.processing.http.Problem;
import pilotfeld.processing.registry.Registrar;
import pilotfeld.processing.secret.MasterSecret;
import pilotfeld.processing.sheet.Entries.Readable;
import pilotfeld.processing.sheet.Entries.Unreadable;
import pilotfeld.processing.sheet.LineFault;

/// `/api/deliveries`: what vendors delivered. Keys go in and never come out.
final class Deliveries {

  private final DeliveryList delivered;
  private final DeliveryImport imports;
  private final Registrar registrar;
  private final Audit audit;

  Deliveries(Jdbi jdbi, Optional<MasterSecret> secret) {
    this.delivered = new DeliveryList(jdbi);
    this.imports = new DeliveryImport(jdbi, secret);
    this.registrar = new Registrar(jdbi);
    this.audit = new Audit(jdbi);
  }

  void addTo(Operations operations) {
    operations
        .answer("listDeliveries", this::list)
        .answer("readDelivery", this::read)
        .answer("importDeliveries", this::take);
  }

  /// What became of a list, or would.
  private record Taken(
      boolean dryRun,
      int added,
      int completed,
      int replaced,
      int unchanged,
      int refused,
      List<LineFault> faults,
      List<String> ignored) {

    static Taken of(Readable<Delivered> list, Imported imported, boolean dryRun) {
      var faults =
          Stream.concat(list.faults().stream(), imported.faults().stream())
              .sorted(Comparator.comparingLong(LineFault::line))
              .toList();
      return new Taken(
          dryRun,
          imported.fresh(),
          imported.completed(),
          imported.replaced(),
          imported.same(),
          faults.size(),
          faults.stream().limit(FileProblem.TOLD_LIMIT).toList(),
          list.leftOut().stream().limit(FileProblem.TOLD_LIMIT).toList());
    }
  }

  private Answer list(Call call) {
    var listing = Listing.of(call);
    var devices =
        delivered.page(
            call.text("model"), call.choice("registered"), listing.after(), listing.wanted());
    return listing.answer(devices, DeliveredDevice::devEui);
  }

  private Answer read(Call call) {
    var devEui = call.path("devEui");
    return delivered
        .find(devEui)
        .map(Answer::tagged)
        .orElseThrow(() -> Problem.notFound("No delivery list has the DevEUI " + devEui + "."));
  }

  private Answer take(Call call) {
    return switch (DeliveryFile.read(call.bytes())) {
      case Unreadable<Delivered>(var why) ->
          throw new Problem(422, "The list cannot be taken", "The list: " + why + ".");
      case Readable<Delivered> list -> take(call, list);
    };
  }

  private Answer take(Call call, Readable<Delivered> list) {
    var model = call.text("model");
    model
        .filter(id -> !registrar.hasModel(id))
        .ifPresent(
            id -> {
              throw Problem.conflict("There is no device model “" + id + "”.");
            });
    var way =
        new Way(model, call.choice("replace").orElse(false), call.choice("dryRun").orElse(false));
    var imported = Refusal.told(() -> imports.run(list.rows(), way));
    var taken = Taken.of(list, imported, way.dryRun());
    if (!way.dryRun()) {
      audit.add(call.actor(), entry(taken));
    }
    return Answer.of(taken);
  }

  private static AuditEntry entry(Taken taken) {
    return new AuditEntry(
        Action.DELIVERIES_IMPORTED,
        Optional.empty(),
        Map.of(
            "added", Integer.toString(taken.added),
            "completed", Integer.toString(taken.completed),
            "replaced", Integer.toString(taken.replaced),
            "unchanged", Integer.toString(taken.unchanged),
            "refused", Integer.toString(taken.refused)));
  }
}
