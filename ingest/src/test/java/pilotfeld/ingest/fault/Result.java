package pilotfeld.ingest.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One line of the table of results, `target/faults.md`.
///
/// @param sent distinct messages that were acknowledged
/// @param lost of these, in no table
/// @param duplicates deliveries of what was there already; none of them became a reading
/// @param twice messages that are in the tables more than once
/// @param recovery from the end of the fault until all was acknowledged and in the tables
record Result(String fault, int sent, int lost, long duplicates, int twice, Duration recovery) {

  private static final Path TABLE = Path.of("target", "faults.md");
  private static final List<String> HEAD =
      List.of(
          "| fault | acknowledged | lost | delivered again | stored twice | recovered after s |",
          "|---|--:|--:|--:|--:|--:|");

  static Result of(
      String fault, Load load, Ledger ledger, Map<String, Long> status, Duration recovery) {
    return new Result(
        fault,
        load.acknowledged().size(),
        ledger.lost(),
        status.get("duplicate"),
        ledger.twice(),
        recovery);
  }

  /// Puts it into the table, in the place of an earlier one of the same fault.
  void write() throws IOException {
    var lines = new ArrayList<>(Files.exists(TABLE) ? Files.readAllLines(TABLE) : HEAD);
    lines.removeIf(line -> line.startsWith("| " + fault + " |"));
    lines.add(line());
    Files.write(TABLE, lines);
  }

  private String line() {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %d | %d | %.1f |",
        fault,
        sent,
        lost,
        duplicates,
        twice,
        recovery.toMillis() / 1000.0);
  }
}
