package pilotfeld.processing.delivery;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import pilotfeld.processing.fixture.CpuTime;
import pilotfeld.processing.sheet.Entries.Readable;
import pilotfeld.processing.sheet.Entries.Unreadable;

/// Lists, which vendors send by mail.
class DeliveryFileFuzz {

  private static final Duration TIME_LIMIT = Duration.ofSeconds(3);
  private static final Pattern KEY = Pattern.compile("[0-9A-Fa-f]{26}");

  static Stream<byte[]> seeds() {
    return Stream.of(
            "DevEUI,JoinEUI,AppKey,Model,Serial\n24E124126A000001,24E124C0002A0001,2B7E151628AED2A6ABF7158809CF4F3C,EM500-PT100,6126A1234567\n",
            "sep=;\r\nSN;DEV EUI;APP KEY\r\n\"61\"\"26\";=\"24E124126A000001\";'2B7E151628AED2A6ABF7158809CF4F3C\r\n",
            "\uFEFFGeräte-EUI|Gerätetyp|Farbe\n2,4E+15|2B7E151628AED2A6ABF7158809CF4F3C|weiß",
            "DevEUI\tDevEUI\n\"",
            "PK\u0003\u0004")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyFileIsDevicesAndFaultsThatTellNoKey(byte @NotNull [] file) {
    switch (CpuTime.within(TIME_LIMIT, () -> DeliveryFile.read(file))) {
      case Unreadable<Delivered>(var why) -> assertTellsNoKey(why);
      case Readable<Delivered> list -> {
        list.rows().forEach(DeliveryFileFuzz::assertSound);
        list.faults().forEach(each -> assertTellsNoKey(each.why()));
        list.leftOut().forEach(DeliveryFileFuzz::assertTellsNoKey);
      }
    }
  }

  private static void assertSound(Delivered device) {
    assertTrue(device.devEui().matches("[0-9a-f]{16}"), device.devEui());
    device.model().ifPresent(DeliveryFileFuzz::assertTellsNoKey);
    device.serial().ifPresent(DeliveryFileFuzz::assertTellsNoKey);
  }

  private static void assertTellsNoKey(String words) {
    assertFalse(KEY.matcher(words).find(), words);
  }
}
