package pilotfeld.processing.asset;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Which site was at which asset, and when. What was said once stays, marked if it was never so.
public final class Assignments {

  // Whoever assigns a site waits for another who does.
  private static final String LOCK_SITE = "SELECT id FROM site WHERE id = :site FOR UPDATE";
  private static final String IS_ASSET = "SELECT EXISTS (SELECT FROM asset WHERE id = :asset)";
  private static final String PERIODS =
      """
      SELECT asset, starts_at, ends_at, replaced_at FROM assignment WHERE site = :site
       ORDER BY starts_at NULLS FIRST, ends_at NULLS LAST, id
      """;
  private static final String REPLACE =
      """
      UPDATE assignment SET replaced_at = :now
       WHERE site = :site AND replaced_at IS NULL AND (starts_at >= :since OR ends_at > :since)
      """;
  private static final String END =
      "UPDATE assignment SET ends_at = :since WHERE site = :site AND replaced_at IS NULL AND ends_at IS NULL";
  private static final String BEGIN =
      "INSERT INTO assignment (site, asset, starts_at, ends_at) VALUES (:site, :asset, :startsAt, :endsAt)";

  private final Jdbi jdbi;

  public Assignments(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// What somebody says of a site.
  ///
  /// @param asset where it is; empty for none
  /// @param since from when on, which is not later than now
  /// @param correction whether what was said otherwise of the time since then was never so
  public record Statement(String site, Optional<String> asset, Instant since, boolean correction) {}

  /// Assigns a site.
  ///
  /// @return whether something changed; not if it is so already
  /// @throws IllegalArgumentException if site or asset are not known, the time is to come, or
  ///   something else was said of the time since then and this is no correction
  public boolean state(Statement statement, Instant now) {
    if (statement.since().isAfter(now)) {
      throw new IllegalArgumentException(
          "%s is to come: an assignment is entered once it is so".formatted(statement.since()));
    }
    return jdbi.inTransaction(handle -> state(handle, statement, now));
  }

  private static boolean state(Handle handle, Statement statement, Instant now) {
    checkSite(handle, statement.site());
    statement.asset().ifPresent(asset -> checkAsset(handle, asset));
    var periods =
        periods(handle, statement.site()).stream()
            .filter(period -> period.replacedAt().isEmpty())
            .toList();
    if (isSo(periods, statement)) {
      return false;
    }
    var contradicted =
        periods.stream().filter(period -> period.isContradictedFrom(statement.since())).findFirst();
    if (contradicted.isPresent() && !statement.correction()) {
      throw new IllegalArgumentException(refusal(statement, contradicted.get()));
    }
    write(handle, statement, periods, now);
    return true;
  }

  // Nothing later says otherwise, and what is now was so at that time already.
  private static boolean isSo(List<Period> periods, Statement statement) {
    var last = periods.isEmpty() ? Optional.<Period>empty() : Optional.of(periods.getLast());
    if (statement.asset().isEmpty()) {
      return last.isEmpty()
          || last.get().endsAt().filter(end -> !end.isAfter(statement.since())).isPresent();
    }
    return last.filter(Period::isOpen)
        .filter(period -> period.asset().equals(statement.asset().get()))
        .filter(period -> !period.startsAt().filter(statement.since()::isBefore).isPresent())
        .isPresent();
  }

  private static String refusal(Statement statement, Period period) {
    return "%s was at %s %s%s, which is said of a time after %s: give --correct if that was never so"
        .formatted(
            statement.site(),
            period.asset(),
            period.since(),
            period.endsAt().map(end -> " until " + end).orElse(""),
            statement.since());
  }

  private static void write(Handle handle, Statement statement, List<Period> periods, Instant now) {
    var site = statement.site();
    var since = statement.since();
    handle.createUpdate(REPLACE).bind("site", site).bind("since", since).bind("now", now).execute();
    handle.createUpdate(END).bind("site", site).bind("since", since).execute();
    // Of what is corrected in its middle, the beginning was so.
    periods.stream()
        .filter(period -> !period.isOpen() && period.hasBegunBefore(since))
        .filter(period -> period.isContradictedFrom(since))
        .forEach(
            period -> begin(handle, site, period.asset(), period.startsAt(), Optional.of(since)));
    statement
        .asset()
        .ifPresent(asset -> begin(handle, site, asset, Optional.of(since), Optional.empty()));
  }

  private static void begin(
      Handle handle,
      String site,
      String asset,
      Optional<Instant> startsAt,
      Optional<Instant> endsAt) {
    handle
        .createUpdate(BEGIN)
        .bind("site", site)
        .bind("asset", asset)
        .bind("startsAt", startsAt)
        .bind("endsAt", endsAt)
        .execute();
  }

  /// All that was ever said of a site, the earliest first.
  ///
  /// @throws IllegalArgumentException if there is no such site
  public List<Period> history(String site) {
    return jdbi.inTransaction(
        handle -> {
          checkSite(handle, site);
          return periods(handle, site);
        });
  }

  private static List<Period> periods(Handle handle, String site) {
    return handle
        .createQuery(PERIODS)
        .bind("site", site)
        .map(ConstructorMapper.of(Period.class))
        .list();
  }

  private static void checkSite(Handle handle, String site) {
    if (handle.createQuery(LOCK_SITE).bind("site", site).mapTo(String.class).findOne().isEmpty()) {
      throw new IllegalArgumentException("there is no site “%s”".formatted(site));
    }
  }

  private static void checkAsset(Handle handle, String asset) {
    if (!handle.createQuery(IS_ASSET).bind("asset", asset).mapTo(Boolean.class).one()) {
      throw new IllegalArgumentException(
          "there is no asset “%s”: import it with the register first".formatted(asset));
    }
  }
}
