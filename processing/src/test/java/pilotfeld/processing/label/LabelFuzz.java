package pilotfeld.processing.label;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import pilotfeld.processing.fixture.CpuTime;
import pilotfeld.processing.label.Label.BareEui;
import pilotfeld.processing.label.Label.Damaged;
import pilotfeld.processing.label.Label.Device;
import pilotfeld.processing.label.Label.Other;
import pilotfeld.processing.label.Label.Serial;

/// Texts of codes, which anybody may print.
class LabelFuzz {

  private static final Duration TIME_LIMIT = Duration.ofSeconds(1);

  static Stream<String> seeds() {
    return Stream.of(
        LabelReaderTest.EXAMPLE,
        "LW:D0:42FFFFFFFFFFFFFF:4242FFFFFFFFFFFF:42FFFF42:O:S:P",
        "URN:LW:DP:42FFFFFFFFFFFFFF:4242FFFFFFFFFFFF:42FFFF42:%25V0102%SSERIAL%PPROPRIETARY",
        "URN:DEV:LW:42FFFFFFFFFFFFFF_4242FFFFFFFFFFFF_42FFFF42_V0102_SSERIAL_PPROPRIETARY",
        "A84041000181C061",
        "647FDA000000A1B2:647FDA8000000000",
        "Dev EUI A84041000181C061\nApp EUI A000000000000100",
        "https://example.com/ct305?sn=6126A1234567",
        "S/N: 2207-00123");
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyTextIsADeviceWithSoundNumbersOrSaidToBeSomethingElse(@NotNull String text) {
    switch (CpuTime.within(TIME_LIMIT, () -> LabelReader.read(text))) {
      case Device device -> assertSound(device);
      case BareEui(var eui) -> assertEui(eui);
      case Serial(var number) -> assertFalse(number.isBlank());
      case Other(var code) -> assertFalse(code.words().isBlank());
      case Damaged(var why) -> assertFalse(why.isBlank());
    }
  }

  private static void assertSound(Device device) {
    assertEui(device.devEui());
    device.joinEui().ifPresent(LabelFuzz::assertEui);
    device.profile().ifPresent(each -> assertTrue(each.matches("[0-9a-f]{8}"), each));
    device.extensions().serial().ifPresent(each -> assertFalse(each.isEmpty()));
  }

  private static void assertEui(String eui) {
    assertTrue(eui.matches("[0-9a-f]{16}"), eui);
  }
}
