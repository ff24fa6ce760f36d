package pilotfeld.processing.field;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.delivery.DeliveredDevice;
import pilotfeld.processing.delivery.DeliveryList;
import pilotfeld.processing.delivery.LabelMatch;
import pilotfeld.processing.field.Answer.Conflict;
import pilotfeld.processing.field.Answer.Kind;
import pilotfeld.processing.label.Label;
import pilotfeld.processing.label.LabelReader;

/// Says which device a sticker is of, by the code, the delivery lists and the registry.
final class Recognition {

  private static final String MODEL_OF_DEVICE = "SELECT model FROM device WHERE id = :id";
  private static final String IS_MODEL = "SELECT EXISTS (SELECT FROM model WHERE id = :id)";

  private final Jdbi jdbi;
  private final DeliveryList list;

  Recognition(Jdbi jdbi) {
    this.jdbi = jdbi;
    this.list = new DeliveryList(jdbi);
  }

  /// What a sticker tells.
  sealed interface Recognized {}

  /// A device, and what people should know of it.
  record Named(String device, String model, List<String> remarks) implements Recognized {

    Named {
      requireNonNull(device, "device");
      requireNonNull(model, "model");
      remarks = List.copyOf(remarks);
    }
  }

  /// No device that could be registered.
  record Unclear(Conflict conflict) implements Recognized {}

  /// @param choices with `ANYWAY`, a device that no list has is taken, too
  Recognized of(Sticker sticker, Set<Choice> choices) {
    var label = LabelReader.read(sticker.code());
    return switch (LabelMatch.of(label, list)) {
      case LabelMatch.OnList(var device, var remarks) -> delivered(device, remarks, sticker);
      case LabelMatch.IsJoinEui(_, var devices) ->
          wrong("this is the JoinEUI of %d delivered devices".formatted(devices));
      case LabelMatch.NamesNothing _ -> wrong(wordsOf(label));
      case LabelMatch.NotOnList(var hint) -> undelivered(label, hint, sticker, choices);
    };
  }

  private Recognized delivered(DeliveredDevice device, List<String> remarks, Sticker sticker) {
    return named(device.devEui(), sticker.model(), device.model(), remarks);
  }

  private Recognized undelivered(
      Label label, Optional<String> hint, Sticker sticker, Set<Choice> choices) {
    var eui = eui(label);
    var isWanted =
        eui.isPresent()
            && (choices.contains(Choice.ANYWAY) || registeredModel(eui.get()).isPresent());
    if (isWanted) {
      return named(eui.get(), sticker.model(), Optional.empty(), List.of());
    }
    var facts = hint.map(each -> Map.of("hint", each)).orElse(Map.of());
    return new Unclear(
        new Conflict(
            Kind.NOT_DELIVERED,
            facts,
            eui.isPresent()
                ? List.of(Choice.SCAN_AGAIN, Choice.ANYWAY, Choice.DISCARD)
                : List.of(Choice.SCAN_AGAIN, Choice.DISCARD)));
  }

  private static Optional<String> eui(Label label) {
    return switch (label) {
      case Label.Device device -> Optional.of(device.devEui());
      case Label.BareEui(var eui) -> Optional.of(eui);
      case Label.Serial _, Label.Other _, Label.Damaged _ -> Optional.empty();
    };
  }

  // What is registered goes first: a device has one model for ever.
  private Recognized named(
      String device, Optional<String> chosen, Optional<String> delivered, List<String> remarks) {
    return registeredModel(device)
        .or(() -> chosen)
        .or(() -> delivered)
        .filter(this::isModel)
        .<Recognized>map(model -> new Named(device, model, remarks))
        .orElseGet(() -> withoutModel(device, chosen.or(() -> delivered)));
  }

  private static Recognized withoutModel(String device, Optional<String> called) {
    var facts =
        called
            .map(model -> Map.of("device", device, "model", model))
            .orElse(Map.of("device", device));
    return new Unclear(
        new Conflict(Kind.NO_MODEL, facts, List.of(Choice.CHOOSE_MODEL, Choice.DISCARD)));
  }

  private static Recognized wrong(String why) {
    return new Unclear(
        new Conflict(
            Kind.WRONG_LABEL, Map.of("why", why), List.of(Choice.SCAN_AGAIN, Choice.DISCARD)));
  }

  private static String wordsOf(Label label) {
    return switch (label) {
      case Label.Other(var code) -> code.words();
      case Label.Damaged(var why) -> why;
      case Label.Device _, Label.BareEui _, Label.Serial _ ->
          throw new IllegalStateException("such a label names something");
    };
  }

  private Optional<String> registeredModel(String device) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(MODEL_OF_DEVICE).bind("id", device).mapTo(String.class).findOne());
  }

  private boolean isModel(String id) {
    return jdbi.withHandle(
        handle -> handle.createQuery(IS_MODEL).bind("id", id).mapTo(Boolean.class).one());
  }
}
