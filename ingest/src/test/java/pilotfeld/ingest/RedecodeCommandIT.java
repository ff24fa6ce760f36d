package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.processing.fixture.GaugeFrame;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.registry.ModelFolders;

/// The commands that understand messages anew, as processes of their own. A gauge's codec is broken
/// at first; a folder of models has the right one.
class RedecodeCommandIT {

  private static final String GAUGE = "70b3d57ba0000001";
  private static final Instant NOON = Instant.parse("2026-11-18T12:00:00Z");

  @TempDir private Path models;
  private Riverside riverside;

  @BeforeEach
  void threeMessagesWaitInQuarantine() throws IOException {
    riverside = Riverside.open();
    riverside.withCodec(Riverside.GAUGE_MODEL, "function decodeUplink", "function other");
    riverside.withGauge(GAUGE, "hase-1");
    for (var counter = 0; counter < 3; counter++) {
      riverside.accept(
          GaugeFrame.of(GAUGE, counter, 1000 + counter, NOON.plusSeconds(600 * counter)).message());
    }
    var source =
        ModelFolders.builtIn().stream()
            .filter(each -> each.id().equals(Riverside.GAUGE_MODEL))
            .findFirst()
            .orElseThrow();
    var folder = Files.createDirectories(models.resolve(Riverside.GAUGE_MODEL));
    Files.writeString(folder.resolve("model.yaml"), source.definition());
    Files.writeString(folder.resolve("codec.js"), source.codec().orElseThrow() + "// mended\n");
  }

  @AfterEach
  void theLawHolds() {
    var law = riverside.law();
    riverside.close();

    assertTrue(law.holds(), law::toString);
  }

  @Test
  void aDryRunSaysWhatTheCorrectedCodecWouldChangeAndTheRunDoesIt() {
    var line =
        GAUGE
            + ": 3 messages, 3 changed, 3 quarantined to stored; readings: 9 added, 0 removed, 0 altered";
    var redecode = List.of("redecode", "--model", Riverside.GAUGE_MODEL, "--since", "2026-11-01");

    var dry = call(with(redecode, "--dry-run"));
    assertEquals(line + "\nnothing was changed: it was a dry run", dry.output(), dry::errors);
    assertEquals(List.of(), riverside.values("hase-1", "distance"));

    assertEquals(line, call(redecode).output());
    assertEquals(List.of(1000.0, 1001.0, 1002.0), riverside.values("hase-1", "distance"));
  }

  @Test
  void aDeviceThatNeverWasWhereItIsRegisteredLosesItsReadingsThere() {
    call(List.of("quarantine", "replay", "--all"));
    assertEquals(3, riverside.values("hase-1", "distance").size());

    var end = call(List.of("device", "end", GAUGE, "--at", "2026-11-18T12:05:00Z"));
    assertEquals(0, end.code(), end::errors);
    var redecode = call(List.of("redecode", "--device", GAUGE, "--since", "2026-11-18T12:00:00Z"));

    assertTrue(redecode.output().contains("2 stored to unregistered"), redecode::output);
    assertEquals(List.of(1000.0), riverside.values("hase-1", "distance"));
  }

  @Test
  void theQuarantineIsListedShownAndReplayed() {
    var causes = call(List.of("quarantine", "list")).output();
    assertEquals(1, causes.lines().count(), causes);
    assertTrue(
        causes.strip().startsWith("3  2026-11-18T12:00:01Z to 2026-11-18T12:20:01Z"), causes);
    var newest = riverside.number("SELECT max(id) FROM uplink WHERE state = 'quarantined'");
    assertTrue(causes.strip().endsWith("(one of them: message " + newest + ")"), causes);

    var number = riverside.number("SELECT min(id) FROM uplink WHERE state = 'quarantined'");
    var shown = call(List.of("quarantine", "show", Long.toString(number))).output();
    assertTrue(shown.contains("000000  7b 22 64 65 64 75 70 6c"), shown);

    var one = call(List.of("quarantine", "replay", "--message", Long.toString(number)));
    assertTrue(one.output().startsWith("quarantine: 1 messages, 1 changed"), one::errors);
    assertEquals(1, riverside.values("hase-1", "distance").size());
  }

  @Test
  void aMessageThatStillCannotBeUnderstoodIsReplayedWithItsReason() throws IOException {
    Files.writeString(
        models.resolve(Riverside.GAUGE_MODEL).resolve("codec.js"), "function other() {}");
    var number = riverside.number("SELECT min(id) FROM uplink WHERE state = 'quarantined'");

    call(List.of("quarantine", "replay", "--all"));
    var again = call(List.of("quarantine", "replay", "--message", Long.toString(number)));

    var lines = again.output().lines().toList();
    assertTrue(lines.getFirst().startsWith("quarantine: 1 messages, 0 changed"), again::output);
    assertTrue(
        lines.getLast().startsWith("message %d waits as before: ".formatted(number)),
        again::output);
  }

  @Test
  void aDeviceThatSentNothingIsNamed() {
    var call = call(List.of("redecode", "--device", "70b3d57ba00000ff", "--since", "2026-11-01"));

    assertEquals(1, call.code());
    assertTrue(
        call.errors().endsWith("no message has arrived since then of the device 70b3d57ba00000ff"),
        call::errors);
  }

  @Test
  void modelAndDeviceTogetherAreRefused() {
    var call =
        call(List.of("redecode", "--device", GAUGE, "--model", "other", "--since", "2026-11-01"));

    assertEquals(2, call.code());
    assertTrue(call.errors().contains("mutually exclusive"), call::errors);
  }

  private Call call(List<String> arguments) {
    return Program.on(riverside.settings())
        .with("PILOTFELD_MODELS", models.toString())
        .call(arguments.toArray(String[]::new));
  }

  private static List<String> with(List<String> words, String more) {
    var all = new ArrayList<>(words);
    all.add(more);
    return all;
  }
}
