package pilotfeld.processing.label;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pilotfeld.processing.label.Label.BareEui;
import pilotfeld.processing.label.Label.Damaged;
import pilotfeld.processing.label.Label.Device;
import pilotfeld.processing.label.Label.Other;
import pilotfeld.processing.label.Label.Serial;

/// What the phone says of a code without a network, held against what the server says.
class PhoneLabelTest {

  private static final Context CONTEXT =
      Context.newBuilder("js")
          .option("js.esm-eval-returns-exports", "true")
          .option("engine.WarnInterpreterOnly", "false")
          .build();
  private static final Value PHONE = CONTEXT.eval(module());

  private static Source module() {
    try (var file = PhoneLabelTest.class.getResourceAsStream("/web/field/label.js")) {
      var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return Source.newBuilder("js", text, "label.mjs")
          .mimeType("application/javascript+module")
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void close() {
    CONTEXT.close();
  }

  static Stream<String> texts() throws IOException {
    try (var file = PhoneLabelTest.class.getResourceAsStream("/label/codes.txt")) {
      var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(String::translateEscapes).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void thePhoneSaysWhatTheServerSays(String text) {
    var phone = PHONE.invokeMember("read", text);

    assertEquals(said(LabelReader.read(text)), said(phone));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void whatThePhoneSendsNamesTheSameDeviceAndHasNoToken(String text) {
    var code = PHONE.invokeMember("code", PHONE.invokeMember("read", text));
    if (!code.isNull()) {
      assertEquals(nameOf(LabelReader.read(text)), nameOf(LabelReader.read(code.asString())));
      assertEquals(-1, code.asString().indexOf("0102"));
    }
  }

  @Test
  void theChecksumIsThatOfModbus() {
    assertEquals("4B37", PHONE.invokeMember("crc", "123456789").asString());
    assertEquals(Checksum.of("Größe"), PHONE.invokeMember("crc", "Größe").asString());
  }

  private static String said(Label label) {
    return switch (label) {
      case Device device ->
          "device %s %s %s %s"
              .formatted(
                  device.devEui(),
                  device.joinEui().orElse("-"),
                  device.extensions().serial().orElse("-"),
                  device.checked());
      case BareEui(var eui) -> "eui " + eui;
      case Serial(var number) -> "serial " + number;
      case Other(var code) -> "other " + code.name().toLowerCase(Locale.ROOT);
      case Damaged _ -> "damaged";
    };
  }

  private static String said(Value label) {
    var kind = text(label, "kind");
    return switch (kind) {
      case "device" ->
          "device %s %s %s %s"
              .formatted(
                  text(label, "devEui"),
                  text(label, "joinEui"),
                  text(label, "serial"),
                  label.getMember("checked"));
      case "eui" -> "eui " + text(label, "eui");
      case "serial" -> "serial " + text(label, "serial");
      case "other" -> "other " + text(label, "what");
      default -> kind;
    };
  }

  private static String text(Value label, String member) {
    return label.hasMember(member) ? label.getMember(member).asString() : "-";
  }

  private static String nameOf(Label label) {
    return switch (label) {
      case Device device -> device.devEui();
      case BareEui(var eui) -> eui;
      case Serial(var number) -> number;
      case Other _, Damaged _ -> "nothing";
    };
  }
}
