package pilotfeld.processing.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pilotfeld.processing.field.Link.Gateway;
import pilotfeld.processing.field.Link.Hearing;
import pilotfeld.processing.reading.Radio.Reception;

class LinkTest {

  @ParameterizedTest
  @CsvSource({"7, -7.5", "8, -10", "9, -12.5", "10, -15", "11, -17.5", "12, -20"})
  void theFloorIsThatOfTheDataSheet(int spreadingFactor, double decibel) {
    assertEquals(decibel, Link.floorDecibel(spreadingFactor));
  }

  @Test
  void aDeviceThatNobodyHeardHasNoLink() {
    assertEquals(Optional.empty(), Link.of(List.of(new Hearing(9, List.of()))));
  }

  @Test
  void theMarginIsAboveTheFloorOfTheSpreadingFactorAndTheHeadroomAboveThatOfTheSlowest() {
    var link = link(heard(9, at("a", 7.5), at("b", -4.5)));

    assertEquals(20, link.marginDecibel());
    assertEquals(27.5, link.headroomDecibel());
    assertEquals(9, link.spreadingFactor());
    assertEquals(7.5, link.bestSnrDecibel());
    assertEquals(
        List.of(new Gateway("a", 1, 7.5, 20), new Gateway("b", 1, -4.5, 8)), link.gateways());
  }

  @Test
  void ofSeveralUplinksTheMiddleOneCounts() {
    var link = link(heard(7, at("a", 9)), heard(7, at("a", -7)), heard(7, at("a", 2)));

    assertEquals(9.5, link.marginDecibel());
    assertEquals(3, link.gateways().getFirst().uplinks());
  }

  @Test
  void ofTwoInTheMiddleTheLowerOneCounts() {
    assertEquals(0.5, link(heard(7, at("a", 9)), heard(7, at("a", -7))).marginDecibel());
  }

  @Test
  void aSiteSurvivesIfAnotherGatewayHearsMostOfItWellEnough() {
    assertTrue(link(heard(12, at("a", 5), at("b", -17))).survivesBest());
    assertFalse(link(heard(12, at("a", 5), at("b", -17.1))).survivesBest());
    assertFalse(link(heard(12, at("a", 5))).survivesBest());
  }

  @Test
  void halfOfTheUplinksIsNotMost() {
    var both = heard(9, at("a", 5), at("b", 0));
    var one = heard(9, at("a", 5));

    assertFalse(link(both, one).survivesBest());
    assertTrue(link(both, one, both).survivesBest());
  }

  private static Link link(Hearing... hearings) {
    return Link.of(List.of(hearings)).orElseThrow();
  }

  private static Hearing heard(int spreadingFactor, Reception... receptions) {
    return new Hearing(spreadingFactor, Stream.of(receptions).toList());
  }

  private static Reception at(String gateway, double snr) {
    return new Reception(gateway, -100, snr);
  }
}
