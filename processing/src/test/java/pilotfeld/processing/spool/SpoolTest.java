package pilotfeld.processing.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

  @TempDir private Path temporary;

  private Path folder() {
    return temporary.resolve("state/spool");
  }

  private Path file() {
    return folder().resolve("spool.db");
  }

  private Spool open() {
    return Spool.open(folder(), Waiting.ROOM);
  }

  private void fill(int count) {
    try (var spool = open()) {
      spool.add(Waiting.entries(count));
    }
  }

  @Test
  void whatWaitsIsThereInItsOrderAfterARestart() {
    try (var spool = open()) {
      spool.add(List.of(Waiting.entry(3), Waiting.entry(1)));
      spool.add(List.of(Waiting.entry(2)));
    }

    try (var spool = open()) {
      assertEquals(List.of(3, 1, 2), Waiting.numbers(spool));
      assertEquals(3, spool.standing().messages());
    }
  }

  @Test
  void anEntryComesBackAsItWas() {
    try (var spool = open()) {
      var given = Waiting.entry(1);
      spool.add(List.of(given));

      var found = spool.first(1).entries().getFirst();

      assertEquals(given.identity(), found.identity());
      assertEquals(given.message().source(), found.message().source());
      assertEquals(given.message().topic(), found.message().topic());
      assertEquals(given.message().arrivedAt(), found.message().arrivedAt());
      assertTrue(found.message().redelivered());
      assertArrayEquals(given.message().body(), found.message().body());
      assertEquals(Optional.of(given.message().arrivedAt()), spool.standing().oldest());
    }
  }

  @Test
  void whatIsRemovedIsGoneAndWhatCameMeanwhileStays() {
    try (var spool = open()) {
      spool.add(Waiting.entries(3));
      var batch = spool.first(2);
      spool.add(List.of(Waiting.entry(7)));

      spool.removeThrough(batch.through());

      assertEquals(List.of(2, 7), Waiting.numbers(spool));
      assertEquals(2, spool.standing().messages());
    }
  }

  @Test
  void theDiskGetsBackWhatItTookOnceItIsEmpty() throws IOException {
    fill(5000);
    assertTrue(Files.size(file()) > 5_000_000);

    try (var spool = open()) {
      while (!spool.isEmpty()) {
        spool.removeThrough(spool.first(500).through());
      }
    }

    assertTrue(Files.size(file()) < 100_000, "the file has " + Files.size(file()) + " bytes");
  }

  @Test
  void aFullSpoolTakesNothingMoreUntilThereIsRoomAgain() {
    try (var spool = Spool.open(folder(), new SpoolLimits(1024 * 1024, 0))) {
      spool.add(Waiting.entries(700));

      var refusal = assertThrows(SpoolUnavailable.class, () -> spool.add(Waiting.entries(700)));
      assertTrue(refusal.getMessage().contains("may hold 1048576"), refusal.getMessage());
      assertEquals(700, spool.standing().messages());
      assertTrue(spool.standing().bytes() <= 1024 * 1024);

      spool.removeThrough(spool.first(700).through());
      spool.add(Waiting.entries(700));
    }
  }

  @Test
  void theDiskIsLeftItsFreeBytes() {
    try (var spool = Spool.open(folder(), new SpoolLimits(Long.MAX_VALUE, Long.MAX_VALUE))) {
      var refusal =
          assertThrows(SpoolUnavailable.class, () -> spool.add(List.of(Waiting.entry(1))));

      assertTrue(refusal.getMessage().contains("must stay free"), refusal.getMessage());
    }
  }

  @Test
  void onlyItsOwnerMayLookIntoTheFolder() throws IOException {
    open().close();

    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())));
  }

  @Test
  void theTablesKnowItByTheSameNameAfterARestart() {
    String name;
    try (var spool = open()) {
      name = spool.name();
    }
    try (var spool = open()) {
      assertEquals(name, spool.name());
    }
  }

  @Test
  void twoProcessesCannotShareOne() {
    try (var first = open()) {
      var refusal = assertThrows(SpoolUnavailable.class, this::open);

      assertTrue(refusal.getMessage().contains("another process uses it"), refusal.getMessage());
      assertTrue(first.isEmpty());
    }
  }

  @Test
  void processesOnOneStateFolderTakeFoldersInTheirOrderAndFindThemAgain() {
    try (var first = Spool.openFree(temporary, Waiting.ROOM)) {
      var second = Spool.openFree(temporary, Waiting.ROOM);
      var name = second.name();
      assertNotEquals(first.name(), name);
      second.close();

      try (var again = Spool.openFree(temporary, Waiting.ROOM)) {
        assertEquals(name, again.name());
      }
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsSetAside() throws IOException {
    Files.createDirectories(folder());
    Files.write(file(), new byte[10_000]);
    Files.writeString(file(), "this is no database, whatever its name says ".repeat(100));

    try (var spool = open()) {
      assertTrue(spool.isEmpty());
      spool.add(List.of(Waiting.entry(1)));
    }

    assertTrue(Files.exists(folder().resolve("spool.db.unreadable-1")));
  }

  @Test
  void ofADamagedFileTheRestIsSalvaged() throws IOException {
    fill(1000);
    damage(Files.size(file()) / 2, 8192);

    try (var spool = open()) {
      var rest = Waiting.numbers(spool);
      assertTrue(rest.size() > 980 && rest.size() < 1000, "salvaged " + rest.size());
      assertEquals(rest.stream().sorted().toList(), rest);
      assertEquals(1000 - rest.size(), spool.standing().setAside());
      spool.add(List.of(Waiting.entry(7)));
    }
    assertTrue(Files.exists(folder().resolve("spool.db.unreadable-1")));
    try (var spool = open()) {
      assertEquals(7, Waiting.numbers(spool).getLast());
    }
    assertFalse(Files.exists(folder().resolve("spool.db.unreadable-2")));
  }

  @Test
  void aSalvageThatWasBrokenOffIsFinished() throws IOException {
    fill(3);
    Files.move(file(), folder().resolve("salvaged.db"));
    Files.writeString(folder().resolve("spool.db-wal"), "left of the damaged one");

    try (var spool = open()) {
      assertEquals(List.of(0, 1, 2), Waiting.numbers(spool));
    }
  }

  @Test
  void aMessageThatIsNotWhatWasWrittenIsSetAsideAndHoldsUpNoOther() {
    fill(3);
    try (var handle = Jdbi.create("jdbc:sqlite:" + file()).open()) {
      handle.execute("UPDATE message SET body = x'00' WHERE number = 2");
    }

    try (var spool = open()) {
      assertEquals(List.of(0, 2), Waiting.numbers(spool));
      assertEquals(2, spool.standing().messages());
      assertEquals(1, spool.standing().setAside());
      spool.removeThrough(spool.first(3).through());
      assertTrue(spool.isEmpty());
    }
    try (var handle = Jdbi.create("jdbc:sqlite:" + file()).open()) {
      assertEquals(
          List.of(2),
          handle.createQuery("SELECT number FROM unreadable").mapTo(Integer.class).list());
    }
  }

  @Test
  void anEntryThatIsSetAsideStandsInNobodysWay() {
    try (var spool = open()) {
      spool.add(Waiting.entries(3));

      spool.setAside(spool.first(1).through());

      assertEquals(List.of(1, 2), Waiting.numbers(spool));
      assertEquals(2, spool.standing().messages());
      assertEquals(1, spool.standing().setAside());
    }
  }

  @Test
  void aBatchOfLargeMessagesIsSmaller() {
    try (var spool = open()) {
      spool.add(IntStream.range(0, 6000).mapToObj(Waiting::large).toList());

      var entries = spool.first(6000).entries();

      assertTrue(entries.size() < 4000, "a batch of " + entries.size());
    }
  }

  private void damage(long at, int bytes) throws IOException {
    var noise = new byte[bytes];
    Arrays.fill(noise, (byte) 0xa5);
    try (var access = new RandomAccessFile(file().toFile(), "rw")) {
      access.seek(at);
      access.write(noise);
    }
  }
}
