package pilotfeld.processing.order;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/// What is said of work orders is kept, each time, so that the newest by the time of whoever says
/// it is the status of the order, in whatever order reports come and however often.
public final class Reports {

  /// Reports of one order at most.
  public static final int LIMIT = 100;

  /// How far the clock of whoever reports may be ahead.
  static final Duration AHEAD_LIMIT = Duration.ofMinutes(5);

  /// How long before its order a report may be: where only a day is known, its first moment is.
  static final Duration BEFORE_LIMIT = Duration.ofDays(1);

  // Two reports of the same order take turns.
  private static final String RAISED_AT =
      "SELECT raised_at FROM work_order WHERE id = :order FOR NO KEY UPDATE";
  private static final String IS_KNOWN =
      """
      SELECT EXISTS (
        SELECT FROM work_order_report WHERE work_order = :order AND at = :at AND status = :status
           AND note IS NOT DISTINCT FROM CAST(:note AS text) AND reference IS NOT DISTINCT FROM CAST(:reference AS text))
      """;
  private static final String COUNT =
      "SELECT count(*) FROM work_order_report WHERE work_order = :order";
  private static final String ADD =
      """
      INSERT INTO work_order_report (work_order, at, status, note, reference, received_at)
      VALUES (:order, :at, :status, :note, :reference, :now)
      """;

  private final Jdbi jdbi;

  public Reports(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// What became of a report.
  public sealed interface Outcome {}

  /// It is kept.
  public record Added() implements Outcome {}

  /// It was there already, word for word.
  public record Known() implements Outcome {}

  /// It is of no order of ours.
  public record NoSuchOrder() implements Outcome {}

  /// It cannot be of that time.
  public record Untimely(String why) implements Outcome {}

  /// Its order has as many as an order may have.
  public record TooMany() implements Outcome {}

  /// Keeps a report, unless it is there already.
  public Outcome add(UUID order, Report report, Instant now) {
    return jdbi.inTransaction(
        handle ->
            handle
                .createQuery(RAISED_AT)
                .bind("order", order)
                .mapTo(Instant.class)
                .findOne()
                .map(raisedAt -> add(handle, order, raisedAt, report, now))
                .orElseGet(NoSuchOrder::new));
  }

  private static Outcome add(
      Handle handle, UUID order, Instant raisedAt, Report report, Instant now) {
    if (isKnown(handle, order, report)) {
      return new Known();
    }
    var untimely = untimely(report.at(), raisedAt, now);
    if (untimely.isPresent()) {
      return untimely.get();
    }
    if (count(handle, order) >= LIMIT) {
      return new TooMany();
    }
    bound(handle.createUpdate(ADD), order, report).bind("now", now).execute();
    return new Added();
  }

  private static Optional<Untimely> untimely(Instant at, Instant raisedAt, Instant now) {
    if (at.isAfter(now.plus(AHEAD_LIMIT))) {
      return Optional.of(
          new Untimely("is still to come; here it is %s. Look at your clock".formatted(now)));
    }
    return at.isBefore(raisedAt.minus(BEFORE_LIMIT))
        ? Optional.of(
            new Untimely("is long before the order was raised, which was %s".formatted(raisedAt)))
        : Optional.empty();
  }

  private static boolean isKnown(Handle handle, UUID order, Report report) {
    return bound(handle.createQuery(IS_KNOWN), order, report).mapTo(Boolean.class).one();
  }

  private static long count(Handle handle, UUID order) {
    return handle.createQuery(COUNT).bind("order", order).mapTo(Long.class).one();
  }

  private static <S extends SqlStatement<S>> S bound(S statement, UUID order, Report report) {
    return statement
        .bind("order", order)
        .bind("at", report.at())
        .bind("status", report.status().text())
        .bind("note", report.note())
        .bind("reference", report.reference());
  }
}
