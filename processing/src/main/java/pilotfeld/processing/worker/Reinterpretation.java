package pilotfeld.processing.worker;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jdbi.v3.core.mapper.RowMapper;
import pilotfeld.processing.intake.Interpreter;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.registry.Registry;
import pilotfeld.processing.registry.RegistrySnapshot;
import pilotfeld.processing.store.Arrival;
import pilotfeld.processing.store.Change;
import pilotfeld.processing.store.Journal;
import pilotfeld.processing.store.Revision;
import pilotfeld.processing.store.StoreUnavailable;

/// Understands messages anew that are in the tables: with the codec, the registration and the
/// deployment of now.
public final class Reinterpretation {

  /// Messages of one transaction.
  public static final int SPAN_LIMIT = 500;

  // Somebody who enters many devices changes the registry many times a second.
  private static final int ATTEMPTS = 20;

  /// What a query must select of `message`, as `m`, to be read by `ROW`.
  static final String COLUMNS = "m.id, m.source, m.topic, m.body, m.arrived_at";

  static final RowMapper<Row> ROW =
      (row, _) ->
          new Row(
              row.getLong("id"),
              new Message(
                  row.getString("source"),
                  row.getString("topic"),
                  row.getBytes("body"),
                  row.getTimestamp("arrived_at").toInstant(),
                  false));

  private final Supplier<RegistrySnapshot> registry;
  private final Interpreter interpreter;
  private final Journal journal;

  /// With what is registered at the time.
  public Reinterpretation(Registry registry, Interpreter interpreter, Journal journal) {
    this(
        () -> {
          registry.refresh();
          return registry.snapshot();
        },
        interpreter,
        journal);
  }

  /// @param registry asked anew for each span
  public Reinterpretation(
      Supplier<RegistrySnapshot> registry, Interpreter interpreter, Journal journal) {
    this.registry = registry;
    this.interpreter = interpreter;
    this.journal = journal;
  }

  /// A message and its number.
  record Row(long id, Message message) {}

  /// Gives the messages behind one, in the order of arrival, `SPAN_LIMIT` at most.
  interface Spans {

    /// @param at when the one arrived
    /// @param id its number
    List<Row> after(Instant at, long id);
  }

  /// Understands messages anew, span by span, until there are no more.
  ///
  /// @param begun what is known of them before
  /// @param since when the first of them may have arrived
  /// @param dryRun only looks what would change
  /// @param progress is told after each span what became of them so far
  Rebuilt all(
      Rebuilt begun, Spans spans, Instant since, boolean dryRun, Consumer<Rebuilt> progress) {
    var rebuilt = begun;
    var span = spans.after(since, Long.MIN_VALUE);
    while (!span.isEmpty()) {
      rebuilt = rebuilt.and(span.size(), of(span, dryRun));
      progress.accept(rebuilt);
      var last = span.getLast();
      span = span.size() < SPAN_LIMIT ? List.of() : spans.after(last.message.arrivedAt(), last.id);
    }
    return rebuilt;
  }

  /// Understands one span of messages anew, in one transaction.
  ///
  /// @param rows in the order of arrival
  /// @param dryRun only looks what would change
  /// @return what changed
  List<Change> of(List<Row> rows, boolean dryRun) {
    for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
      var snapshot = registry.get();
      var changes = journal.revise(revisions(rows, snapshot), snapshot.version(), dryRun);
      if (changes.isPresent()) {
        return changes.get();
      }
    }
    throw new StoreUnavailable(
        "the registry changed %d times while messages were understood: try again later"
            .formatted(ATTEMPTS),
        null);
  }

  private List<Revision> revisions(List<Row> rows, RegistrySnapshot snapshot) {
    var messages = rows.stream().map(Row::message).toList();
    var interpretations = interpreter.interpretAll(messages, snapshot);
    return IntStream.range(0, rows.size())
        .mapToObj(
            each ->
                new Revision(
                    rows.get(each).id, new Arrival(messages.get(each), interpretations.get(each))))
        .toList();
  }
}
