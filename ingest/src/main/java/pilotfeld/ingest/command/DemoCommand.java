package pilotfeld.ingest.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import pilotfeld.ingest.demo.play.Demonstration;
import pilotfeld.ingest.embedded.EmbeddedBroker;
import pilotfeld.ingest.service.Application;
import pilotfeld.ingest.service.EmbeddedParts;
import pilotfeld.ingest.service.Role;
import pilotfeld.ingest.service.Settings;

/// `demo`: the whole system with a fleet that exists only in arithmetic.
@Command(
    name = "demo",
    description =
        "Runs the whole system on an embedded default, with five demonstration pilots: 30 days of history, then live.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var settings = Settings.from(System.getenv());
    return UntilStopped.run(stop -> run(settings, stop));
  }

  private int run(Settings settings, CountDownLatch stop) throws Exception {
    var clock = Clock.systemUTC();
    var begun = clock.instant();
    say(
        "Starting PostgreSQL and the broker; their state is in "
            + settings.state().toAbsolutePath()
            + " …");
    try (var parts = EmbeddedParts.start(settings);
        var application = new Application(settings, parts.database())) {
      application.start(EnumSet.allOf(Role.class), Optional.of(parts.broker("pilotfeld")));
      say("Entering the demonstration pilots …");
      try (var _ =
          Demonstration.start(
              application,
              parts.broker("demo-network-server"),
              settings.state().resolve("demo"),
              clock)) {
        say(welcome(settings, application, parts, Duration.between(begun, Instant.now(clock))));
        stop.await();
        say("Stopping …");
      }
    }
    return 0;
  }

  private void say(String text) {
    spec.commandLine().getOut().println(text);
    spec.commandLine().getOut().flush();
  }

  private static String welcome(
      Settings settings, Application application, EmbeddedParts parts, Duration took) {
    return """

        ────────────────────────────────────────────────────────────────────────────
         Pilotfeld runs (started in %d s; listens on loopback only)

         Page       %s
         Login      admin, %s
         MQTT       %s, user %s, password in %s
         CoAP       coap://%s:%d/up/<device>

         Thirty days of history are coming in: the page shows how far they are.

         Try next
           · open the page; tap a site for its last day
           · send a reading to a device that nobody registered:
             coap-client -m post -t 110 -e '[{"n":"distance","u":"mm","v":1234}]' coap://127.0.0.1:%d/up/my-sensor
             then register it:  java -jar ingest/target/pilotfeld.jar device add my-sensor \\
                                  --model pilotfeld-senml-level --pilot hase --site my-site --since %s
           · export a pilot:    java -jar ingest/target/pilotfeld.jar export --pilot hase --format csv
         Ctrl-C ends it.
        ────────────────────────────────────────────────────────────────────────────
        """
        .formatted(
            took.toSeconds(),
            application.address(),
            application
                .newPassword()
                .orElse(
                    "with the password of the first start (lost? the command password makes a new one)"),
            parts.broker("").url(),
            EmbeddedBroker.USER,
            settings.state().resolve("broker").resolve("password"),
            settings.coap().getHostString(),
            settings.coap().getPort(),
            settings.coap().getPort(),
            LocalDate.now(settings.zone()));
  }
}
