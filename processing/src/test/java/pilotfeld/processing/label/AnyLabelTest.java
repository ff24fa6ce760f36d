package pilotfeld.processing.label;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import pilotfeld.processing.label.Label.Device;
import pilotfeld.processing.label.Label.Form;

/// Whatever device is written on a label, in whatever order.
class AnyLabelTest {

  private static final String ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $*+-./";

  @Property
  void whatIsWrittenIsReadAgain(@ForAll("devices") Device device, @ForAll Random order) {
    assertEquals(device, LabelReader.read(written(device, order)));
  }

  @Property
  void noMistypedCharacterMakesAnotherDevice(
      @ForAll("devices") Device device, @ForAll Random random) {
    var text = written(device, random);
    var place = random.nextInt(text.length());
    var typed =
        text.substring(0, place)
            + ALPHANUMERIC.charAt(random.nextInt(ALPHANUMERIC.length()))
            + text.substring(place + 1);

    if (LabelReader.read(typed) instanceof Device read && device.checked()) {
      assertEquals(device.devEui(), read.devEui());
      assertEquals(device.joinEui(), read.joinEui());
      assertEquals(device.profile(), read.profile());
    }
  }

  @Property
  void noTwoCharactersThatChangePlacesMakeAnotherDevice(
      @ForAll("devices") Device device, @ForAll Random random) {
    var text = written(device, random).toCharArray();
    var place = random.nextInt(text.length - 1);
    var moved = text[place];
    text[place] = text[place + 1];
    text[place + 1] = moved;

    if (LabelReader.read(new String(text)) instanceof Device read && device.checked()) {
      assertEquals(device.devEui(), read.devEui());
      assertEquals(device.joinEui(), read.joinEui());
    }
  }

  @Property
  void anyTextIsSomething(@ForAll String text) {
    LabelReader.read(text);
    LabelReader.read("LW:D0:" + text);
    LabelReader.read("URN:LW:DP:" + text);
    LabelReader.read("URN:DEV:LW:" + text);
  }

  /// As the form has it, with its extensions in any order.
  static String written(Device device, Random order) {
    var capitals =
        Stream.of(device.joinEui(), Optional.of(device.devEui()), device.profile())
            .map(each -> each.orElse("00000000").toUpperCase(Locale.ROOT))
            .toList();
    var extensions = new ArrayList<String>();
    device.extensions().serial().ifPresent(each -> extensions.add("S" + each));
    device.extensions().proprietary().ifPresent(each -> extensions.add("P" + each));
    device
        .extensions()
        .ownerToken()
        .ifPresent(
            each -> extensions.add((device.form() == Form.TR005 ? "O" : "V") + each.value()));
    extensions.addAll(device.extensions().others());
    Collections.shuffle(extensions, order);
    return switch (device.form()) {
      case TR005 -> checked(device, joined("LW:D0:", ":", capitals, ":", extensions));
      case DRAFT_2 -> joined("URN:LW:DP:", ":", capitals, "%", extensions).replaceFirst("%", ":%");
      case DRAFT_3 -> joined("URN:DEV:LW:", "_", capitals, "_", extensions);
      case PAIR, NAMED -> throw new IllegalArgumentException("no form of TR005");
    };
  }

  private static String joined(
      String prefix, String between, List<String> fields, String before, List<String> extensions) {
    return prefix
        + String.join(between, fields)
        + extensions.stream().map(each -> before + each).collect(Collectors.joining());
  }

  private static String checked(Device device, String text) {
    return device.checked() ? text + ":C" + Checksum.of(text) : text;
  }

  @Provide
  Arbitrary<Device> devices() {
    var euis = hex(16).filter(each -> !each.matches("0{16}|f{16}"));
    var profiles = hex(8).filter(each -> !each.matches("0{8}|ffff.{4}")).optional();
    return Combinators.combine(
            Arbitraries.of(Form.TR005, Form.DRAFT_2, Form.DRAFT_3),
            euis,
            hex(16).map(Optional::of),
            profiles,
            extensions(),
            Arbitraries.of(true, false))
        .as(
            (form, devEui, joinEui, profile, extensions, checked) ->
                new Device(
                    form, devEui, joinEui, profile, extensions, checked && form == Form.TR005));
  }

  private static Arbitrary<Extensions> extensions() {
    var values = Arbitraries.strings().withChars(ALPHANUMERIC).ofMinLength(1).ofMaxLength(20);
    // What ends with a blank would be stripped with the text.
    var inner = values.map(each -> each.replace(' ', '-'));
    var others = inner.map(each -> "X" + each).list().ofMaxSize(1);
    return Combinators.combine(
            inner.map(OwnerToken::new).optional(), inner.optional(), inner.optional(), others)
        .as(Extensions::new);
  }

  private static Arbitrary<String> hex(int digits) {
    return Arbitraries.strings().withChars("0123456789abcdef").ofLength(digits);
  }
}
