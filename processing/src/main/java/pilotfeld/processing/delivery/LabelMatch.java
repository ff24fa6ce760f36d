package pilotfeld.processing.delivery;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pilotfeld.processing.label.Label;

/// What the delivery lists say of a label.
public sealed interface LabelMatch {

  /// The device was delivered.
  ///
  /// @param remarks where label and list do not say the same, for people
  record OnList(DeliveredDevice device, List<String> remarks) implements LabelMatch {

    public OnList {
      requireNonNull(device, "device");
      remarks = List.copyOf(remarks);
    }
  }

  /// It is no DevEUI, but the JoinEUI of devices that were delivered.
  ///
  /// @param devices how many have it
  record IsJoinEui(String eui, long devices) implements LabelMatch {}

  /// No list has it.
  ///
  /// @param hint what it may be
  record NotOnList(Optional<String> hint) implements LabelMatch {}

  /// The label names nothing that a list could have.
  record NamesNothing() implements LabelMatch {}

  /// Looks a label up.
  static LabelMatch of(Label label, DeliveryList list) {
    return switch (label) {
      case Label.Device device -> ofDevice(device, list);
      case Label.BareEui(var eui) -> ofEui(eui, list);
      case Label.Serial(var number) ->
          bySerial(number, list).orElse(new NotOnList(Optional.empty()));
      case Label.Other _, Label.Damaged _ -> new NamesNothing();
    };
  }

  private static LabelMatch ofDevice(Label.Device label, DeliveryList list) {
    var device = list.find(label.devEui());
    if (device.isPresent()) {
      return new OnList(device.get(), remarks(label, device.get()));
    }
    return label
        .joinEui()
        .flatMap(list::find)
        .<LabelMatch>map(
            each ->
                new OnList(each, List.of("the code has DevEUI and JoinEUI the wrong way round")))
        .orElseGet(() -> ofUnknown(label.devEui(), list));
  }

  private static List<String> remarks(Label.Device label, DeliveredDevice device) {
    return Stream.of(
            remark("JoinEUI", label.joinEui(), device.joinEui()),
            remark("serial number", label.extensions().serial(), device.serial()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> remark(
      String what, Optional<String> label, Optional<String> list) {
    return label.isPresent() && list.isPresent() && !label.equals(list)
        ? Optional.of(
            "its %s is %s in the code, but %s in the list".formatted(what, label.get(), list.get()))
        : Optional.empty();
  }

  private static LabelMatch ofEui(String eui, DeliveryList list) {
    var device = list.find(eui);
    if (device.isPresent()) {
      return new OnList(device.get(), List.of());
    }
    return bySerial(eui, list).orElseGet(() -> ofUnknown(eui, list));
  }

  private static LabelMatch ofUnknown(String eui, DeliveryList list) {
    var devices = list.withJoinEui(eui);
    return devices > 0 ? new IsJoinEui(eui, devices) : new NotOnList(hint(eui, list));
  }

  // Whoever makes the device has the first digits of its DevEUI; the JoinEUI may have others.
  private static Optional<String> hint(String eui, DeliveryList list) {
    var maker = list.maker(eui);
    if (maker.devEuis() > 0) {
      return Optional.of(
          "%d delivered devices have a DevEUI of the same maker: is its list still to come?"
              .formatted(maker.devEuis()));
    }
    return maker.joinEuis() > 0
        ? Optional.of(
            "only JoinEUIs of delivered devices begin like this: it may be the sticker with the JoinEUI")
        : Optional.empty();
  }

  private static Optional<LabelMatch> bySerial(String number, DeliveryList list) {
    var devices = list.withSerial(number);
    return devices.size() == 1
        ? Optional.of(
            new OnList(
                devices.getFirst(), List.of("the code is its serial number, not its DevEUI")))
        : Optional.empty();
  }
}
