package pilotfeld.processing.pilot;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import pilotfeld.processing.fixture.CpuTime;
import pilotfeld.processing.sheet.Entries.Readable;
import pilotfeld.processing.sheet.Entries.Unreadable;

/// Files of whole pilots, which may have been made of anything.
class PilotFileFuzz {

  private static final Duration TIME_LIMIT = Duration.ofSeconds(3);
  private static final Pattern KEY = Pattern.compile("[0-9A-Fa-f]{26}");

  static Stream<byte[]> seeds() {
    return Stream.of(
            "DevEUI,model,pilot,site,name,latitude,longitude,height,asset,since,note\n70B3D57BA0000001,decentlab-dl-mbx,water,hase-1,Hase,52.28,8.05,-2.5,ONS 0815,2026-07-01,note\n",
            "sep=;\r\nGerät;AppKey;Pilot;Standort;seit\r\n\"g\"\"1\";2B7E151628AED2A6ABF7158809CF4F3C;water;hase-1;1.7.2026 14:00\r\n",
            "\uFEFFdevice|pilot|site|since\n2B7E151628AED2A6ABF7158809CF4F3C|2B7E151628AED2A6ABF7158809CF4F3C|x|99999-01-01",
            "device\tpilot\tsite\n\"")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyFileIsRowsAndFaultsThatTellNoKey(byte @NotNull [] file) {
    switch (CpuTime.within(TIME_LIMIT, () -> PilotFile.read(file, ZoneOffset.UTC))) {
      case Unreadable<PilotRow>(var why) -> assertTellsNoKey(why);
      case Readable<PilotRow> rows -> {
        rows.rows().forEach(PilotFileFuzz::assertSound);
        rows.faults().forEach(each -> assertTellsNoKey(each.why()));
        rows.leftOut().forEach(PilotFileFuzz::assertTellsNoKey);
      }
    }
  }

  private static void assertSound(PilotRow row) {
    Stream.of(row.device(), row.pilot(), row.site()).forEach(PilotFileFuzz::assertTellsNoKey);
    row.facts().name().ifPresent(PilotFileFuzz::assertTellsNoKey);
    row.facts().note().ifPresent(PilotFileFuzz::assertTellsNoKey);
  }

  private static void assertTellsNoKey(String words) {
    assertFalse(KEY.matcher(words).find(), words);
  }
}
