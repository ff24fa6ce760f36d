package pilotfeld.ingest.command;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
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
import pilotfeld.processing.account.Accounts;

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
    var settings = Settings.from(System.getenv()).embedded();
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
      application.start(EnumSet.allOf(Role.class), parts.brokers());
      say("Entering the demonstration pilots …");
      try (var demonstration =
          Demonstration.start(
              application,
              parts.broker("demo-network-server"),
              settings.state().resolve("demo"),
              clock)) {
        say(
            welcome(
                settings,
                application,
                parts,
                demonstration.hasHistory(),
                Duration.between(begun, Instant.now(clock))));
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
      Settings settings,
      Application application,
      EmbeddedParts parts,
      boolean history,
      Duration took) {
    var program = Path.of(System.getProperty("java.home"), "bin", "java") + " -jar " + jar();
    return """

        ────────────────────────────────────────────────────────────────────────────
         Pilotfeld runs (started in %d s; listens on loopback only)

         Page       %s
         Login      %s, %s
         MQTT       %s, user %s, password in %s
         CoAP       coap://%s:%d/up/<device>, with DTLS coaps://%s:%d
        %s
         Try next
           · open the page; tap a site for its last day
           · send a reading to a device that nobody registered (coap-client is in Debian's libcoap3-bin, there as coap-client-notls):
             coap-client -m post -t 110 -e '[{"n":"distance","u":"mm","v":1234}]' coap://%s:%d/up/my-sensor
             then register it, and see it on the page:
             %s device add my-sensor --model pilotfeld-senml-level --pilot my-pilot --site my-site
           · export a pilot:
             %s export --pilot heating-shafts
         Ctrl-C ends it.
        ────────────────────────────────────────────────────────────────────────────
        """
        .formatted(
            took.toSeconds(),
            application.address(),
            Accounts.ADMINISTRATOR,
            application
                .newPassword()
                .orElse(
                    "with the password of the first start (lost? the command password makes a new one)"),
            parts.broker("").url(),
            EmbeddedBroker.USER,
            settings.state().resolve("broker").resolve("password"),
            settings.coap().getHostString(),
            settings.coap().getPort(),
            settings.coaps().getHostString(),
            settings.coaps().getPort(),
            history
                ? "\n The past of the fleet is coming in, up to thirty days; until then its sites look silent. The page shows how far it is.\n"
                : "",
            settings.coap().getHostString(),
            settings.coap().getPort(),
            program,
            program);
  }

  private static String jar() {
    return System.getProperty("java.class.path");
  }
}
