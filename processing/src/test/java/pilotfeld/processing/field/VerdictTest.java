package pilotfeld.processing.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static pilotfeld.processing.field.Verdict.Cause.BAD_VALUES;
import static pilotfeld.processing.field.Verdict.Cause.LOSSY;
import static pilotfeld.processing.field.Verdict.Cause.NEVER_HEARD;
import static pilotfeld.processing.field.Verdict.Cause.NOT_DECODED;
import static pilotfeld.processing.field.Verdict.Cause.ONE_GATEWAY;
import static pilotfeld.processing.field.Verdict.Cause.ONLY_JOINED;
import static pilotfeld.processing.field.Verdict.Cause.SILENT;
import static pilotfeld.processing.field.Verdict.Cause.WEAK;
import static pilotfeld.processing.field.Verdict.Grade.FRAGILE;
import static pilotfeld.processing.field.Verdict.Grade.GOOD;
import static pilotfeld.processing.field.Verdict.Grade.NO_CONTACT;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pilotfeld.processing.field.Verdict.Evidence;
import pilotfeld.processing.field.Verdict.Grade;

class VerdictTest {

  private static final Duration INTERVAL = Duration.ofMinutes(10);

  @Test
  void whoNeverSpokeHasNoContact() {
    assertVerdict(NO_CONTACT, List.of(NEVER_HEARD), evidence(false, 0, 0, 0, 0, false, 20));
    assertVerdict(NO_CONTACT, List.of(ONLY_JOINED), evidence(true, 0, 0, 0, 0, false, 20));
  }

  @ParameterizedTest
  @CsvSource({"30, GOOD", "31, NO_CONTACT"})
  void whoIsSilentForThreeIntervalsHasNoContact(int minutes, Grade grade) {
    assertEquals(grade, Verdict.of(evidence(true, 3, 0, 0, minutes, false, 20)).grade());
  }

  @Test
  void silenceIsSaidToBeSo() {
    assertVerdict(NO_CONTACT, List.of(SILENT), evidence(true, 3, 0, 0, 60, false, 20));
  }

  @ParameterizedTest
  @CsvSource({"10, GOOD", "9.9, FRAGILE"})
  void belowTenDecibelOfHeadroomALinkIsFragile(double headroom, Grade grade) {
    assertEquals(grade, Verdict.of(evidence(true, 1, 0, 0, 0, false, headroom)).grade());
  }

  @ParameterizedTest
  @CsvSource({"2, 1, GOOD", "3, 1, FRAGILE", "4, 1, GOOD", "1, 3, FRAGILE"})
  void aQuarterOfFourFramesIsTooMuchToLose(int came, int lost, Grade grade) {
    assertEquals(grade, Verdict.of(evidence(true, came, 0, lost, 0, false, 20)).grade());
  }

  @Test
  void everyWeaknessIsNamed() {
    assertVerdict(
        FRAGILE,
        List.of(WEAK, LOSSY, NOT_DECODED, BAD_VALUES),
        evidence(true, 4, 1, 4, 0, true, 5));
  }

  @Test
  void aSiteWithOneGatewayMayBeGoodAndIsToldSo() {
    var link = new Link(10, 20, 9, 0, List.of(), false);

    assertVerdict(
        GOOD,
        List.of(ONE_GATEWAY),
        new Evidence(true, 2, 0, 0, Duration.ZERO, INTERVAL, false, Optional.of(link)));
  }

  @Test
  void aSensorWithoutRadioIsGoodOnceItIsHeard() {
    assertVerdict(
        GOOD,
        List.of(),
        new Evidence(false, 1, 0, 0, Duration.ZERO, INTERVAL, false, Optional.empty()));
  }

  private static Evidence evidence(
      boolean joined,
      int uplinks,
      int undecoded,
      int lost,
      int silentMinutes,
      boolean badValues,
      double headroom) {
    var link = new Link(headroom, headroom, 12, headroom - 20, List.of(), true);
    return new Evidence(
        joined,
        uplinks,
        undecoded,
        lost,
        Duration.ofMinutes(silentMinutes),
        INTERVAL,
        badValues,
        Optional.of(link));
  }

  private static void assertVerdict(Grade grade, List<Verdict.Cause> causes, Evidence evidence) {
    assertEquals(new Verdict(grade, causes), Verdict.of(evidence));
  }
}
