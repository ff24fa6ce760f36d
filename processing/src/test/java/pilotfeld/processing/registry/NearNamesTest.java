package pilotfeld.processing.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearNamesTest {

  private static final List<String> NAMES =
      List.of(
          "adeunis-dry-contacts",
          "decentlab-dl-mbx",
          "decentlab-dl-trs12",
          "dragino-lse01",
          "elsys-ers-co2",
          "milesight-ct305");

  @Test
  void aTypingErrorFindsTheName() {
    assertEquals("decentlab-dl-mbx", NearNames.of("decentlab-dl-mxb", NAMES).getFirst());
    assertEquals("elsys-ers-co2", NearNames.of("ELSYS-ERS", NAMES).getFirst());
  }

  @Test
  void aPartOfTheNameFindsIt() {
    assertEquals("decentlab-dl-mbx", NearNames.of("mbx", NAMES).getFirst());
  }

  @Test
  void onlyAFewAreTold() {
    assertEquals(NearNames.LIMIT, NearNames.of("", NAMES).size());
  }
}
