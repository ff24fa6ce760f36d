package pilotfeld.ingest.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class ScramVerifierTest {

  // Salt and password are those of the example in RFC 7677; the keys are what PostgreSQL keeps.
  @Test
  void aVerifierIsWhatPostgresqlKeepsForThePassword() {
    var salt = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");

    assertEquals(
        "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ=="
            + "$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
        ScramVerifier.of("pencil", salt));
  }
}
