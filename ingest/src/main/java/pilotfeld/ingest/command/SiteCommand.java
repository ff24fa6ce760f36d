package pilotfeld.ingest.command;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.service.Settings;
import pilotfeld.processing.asset.Assignments;
import pilotfeld.processing.asset.Assignments.Statement;
import pilotfeld.processing.asset.Period;
import pilotfeld.processing.export.TimeText;

/// `site`: at which asset a site is, and was.
@Command(
    name = "site",
    description = "Says at which asset a site is, and was.",
    mixinStandardHelpOptions = true,
    subcommands = {SiteCommand.Assign.class, SiteCommand.History.class})
public final class SiteCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return Usage.show(spec);
  }

  /// `site assign`.
  @Command(
      name = "assign",
      description =
          "Says at which asset a site is from a time on. What was before stays in its history. May be run again.",
      mixinStandardHelpOptions = true)
  static final class Assign implements Callable<Integer> {

    /// One of the two.
    static final class Where {

      @Option(names = "--asset", description = "Identifier of the asset.")
      private Optional<String> asset = Optional.empty();

      @Option(names = "--none", description = "At none any more.")
      private boolean none;
    }

    @Parameters(index = "0", paramLabel = "SITE", description = "Id of the site.")
    private String site;

    @ArgGroup(multiplicity = "1")
    private Where where;

    @Option(
        names = "--since",
        description =
            "Since when, such as 2026-07-01 or 2026-07-01T12:00:00+02:00; now if left out.")
    private Optional<String> since = Optional.empty();

    @Option(
        names = "--correct",
        description =
            "What was said of the time since then was never so. It is kept in the history as replaced.")
    private boolean correct;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      var settings = Settings.from(System.getenv());
      var now = Clock.systemUTC().instant();
      var time = since.map(text -> TimeText.read(text, settings.zone())).orElse(now);
      var statement = new Statement(site, where.asset, time, correct);
      try (var connection = Connection.open(settings)) {
        var assignments = new Assignments(connection.database().jdbi());
        var changed = assignments.state(statement, now);
        var place = where.asset.map(asset -> "at " + asset).orElse("at no asset");
        spec.commandLine()
            .getOut()
            .println(
                changed
                    ? "%s is %s since %s".formatted(site, place, Times.shown(time, settings.zone()))
                    : "%s is %s already: nothing was changed".formatted(site, place));
      }
      return 0;
    }
  }

  /// `site history`.
  @Command(
      name = "history",
      description = "Lists at which assets a site is and was, the earliest first.",
      mixinStandardHelpOptions = true)
  static final class History implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SITE", description = "Id of the site.")
    private String site;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      var settings = Settings.from(System.getenv());
      try (var connection = Connection.open(settings)) {
        var periods = new Assignments(connection.database().jdbi()).history(site);
        if (periods.isEmpty()) {
          spec.commandLine().getErr().println(site + " was never at an asset");
        }
        periods.forEach(
            period -> spec.commandLine().getOut().println(line(period, settings.zone())));
      }
      return 0;
    }

    private static String line(Period period, ZoneId zone) {
      return "%s  since %s  until %s%s"
          .formatted(
              period.asset(),
              shown(period.startsAt(), zone, "nobody knows"),
              shown(period.endsAt(), zone, "now"),
              period
                  .replacedAt()
                  .map(time -> "  replaced at " + Times.shown(time, zone))
                  .orElse(""));
    }

    private static String shown(Optional<Instant> time, ZoneId zone, String otherwise) {
      return time.map(each -> Times.shown(each, zone)).orElse(otherwise);
    }
  }
}
