package pilotfeld.processing.worker;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pilotfeld.processing.reading.Outcome;
import pilotfeld.processing.store.Change;

/// What became of messages that were understood anew.
///
/// @param what a device, or what else they have in common
/// @param messages that were looked at
/// @param withoutBytes messages whose bytes retention has dropped: they stay as they are
/// @param changed messages that are otherwise now, if only by the version of their codec
/// @param moves how many went from one term of the law to another
/// @param added readings at places where there were none
/// @param removed readings from places where there are none any more
/// @param altered readings that have another value or flag
public record Rebuilt(
    String what,
    long messages,
    long withoutBytes,
    long changed,
    Map<Move, Long> moves,
    long added,
    long removed,
    long altered) {

  /// From one term of the law to another.
  public record Move(Outcome from, Outcome to) implements Comparable<Move> {

    @Override
    public int compareTo(Move other) {
      var byOrigin = from.compareTo(other.from);
      return byOrigin != 0 ? byOrigin : to.compareTo(other.to);
    }
  }

  /// How much became otherwise, for who reads of it afterwards.
  public Map<String, String> amounts() {
    return Map.of("messages", Long.toString(messages), "changed", Long.toString(changed));
  }

  static Rebuilt nothing(String what, long withoutBytes) {
    return new Rebuilt(what, 0, withoutBytes, 0, Map.of(), 0, 0, 0);
  }

  Rebuilt and(int looked, List<Change> changes) {
    var all = new TreeMap<>(moves);
    changes.stream()
        .filter(each -> each.before() != each.after())
        .forEach(each -> all.merge(new Move(each.before(), each.after()), 1L, Long::sum));
    return new Rebuilt(
        what,
        messages + looked,
        withoutBytes,
        changed + changes.size(),
        all,
        added + changes.stream().mapToLong(Change::added).sum(),
        removed + changes.stream().mapToLong(Change::removed).sum(),
        altered + changes.stream().mapToLong(Change::altered).sum());
  }
}
