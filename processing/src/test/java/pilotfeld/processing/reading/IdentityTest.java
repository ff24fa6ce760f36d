package pilotfeld.processing.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdentityTest {

  @Test
  void anIdentityIsThatOfEarlierReleasesForTheTablesAreFullOfThem() {
    assertEquals(UUID.fromString("e3b0c442-98fc-1c14-9afb-f4c8996fb924"), Identity.of());
    assertEquals(
        UUID.fromString("a2c5aded-fa3b-0e0b-4535-3cf171a2c9b7"),
        Identity.of(
            "chirpstack", "up", "70b3d57ba0000001", "3ac7e3c4-4401-4b8d-9386-a5c902f9202d"));
    assertEquals(
        UUID.fromString("599cd9d1-d8eb-2006-e6a7-e1dd9406db60"),
        Identity.of("70b3d57ba0000001", "00189440", 7L, new byte[] {2, 1, 47, 0}));
    assertEquals(
        UUID.fromString("0db5462c-a6a1-492d-e54f-9504c75b8e10"),
        Identity.of(Instant.parse("2026-07-18T09:34:15.775Z")));
  }

  @Test
  void noTwoListsOfPartsAreAlike() {
    var lists =
        List.of(
            List.<Object>of(),
            List.<Object>of(""),
            List.<Object>of("", ""),
            List.<Object>of("ab"),
            List.<Object>of("a", "b"),
            List.<Object>of("b", "a"),
            List.<Object>of("", "ab"),
            List.<Object>of("ab", ""),
            List.<Object>of("a\0\0\0\1b"),
            List.<Object>of(12L, 3),
            List.<Object>of(1L, 23));
    var identities = new HashSet<UUID>();

    lists.forEach(parts -> identities.add(Identity.of(parts.toArray())));

    assertEquals(lists.size(), identities.size());
  }

  @Test
  void aTextIsItsBytes() {
    assertEquals(
        Identity.of("Straße"), Identity.of((Object) "Straße".getBytes(StandardCharsets.UTF_8)));
  }
}
