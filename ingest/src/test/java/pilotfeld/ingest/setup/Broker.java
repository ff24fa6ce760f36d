package pilotfeld.ingest.setup;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import pilotfeld.ingest.InstalledServer;
import pilotfeld.ingest.RunningSystem;
import pilotfeld.ingest.setup.BrokerClient.Door;

/// The installed Mosquitto on free ports of loopback, with the configuration of docker-compose.yml
/// and what `setup` made.
public final class Broker {

  private static final Path CONFIGURATION = Path.of("..", "mosquitto");

  private final Path folder;
  private final UnaryOperator<String> amended;
  private final int port = RunningSystem.freeTcpPort();
  private final int plainPort = RunningSystem.freeTcpPort();
  private InstalledServer server;

  private Broker(Path folder, UnaryOperator<String> amended) throws IOException {
    this.folder = folder;
    this.amended = amended;
  }

  /// @param folder of `setup`; the broker's own files come beside it
  public static Broker start(Path folder) throws IOException {
    return start(folder, UnaryOperator.identity());
  }

  /// A broker of somebody else's, without the plugin: passwords and rights are files.
  ///
  /// @param folder of `setup`; the broker's own files come beside it
  /// @param rights who may do what, as Mosquitto's `acl_file`
  public static Broker start(Path folder, Path rights) throws IOException {
    var files = "password_file " + passwords(folder) + "\nacl_file " + rights + "\n";
    return start(folder, ours -> ours.replaceAll("(?m)^plugin.*\n", "") + files);
  }

  /// The same with another configuration than that of docker-compose.yml.
  ///
  /// @param amended makes it of that one
  public static Broker start(Path folder, UnaryOperator<String> amended) throws IOException {
    var program = program();
    assumeTrue(
        program.isPresent(), "skipped: Mosquitto is not installed, apt-get install mosquitto");
    var broker = new Broker(folder, amended);
    broker.configure();
    broker.launch(program.get());
    return broker;
  }

  private static Optional<Path> program() {
    return InstalledServer.program("mosquitto");
  }

  // Where Debian and others keep it.
  private static Path plugin() throws IOException {
    try (var found =
        Files.find(
            Path.of("/usr/lib"), 2, (file, _) -> file.endsWith("mosquitto_dynamic_security.so"))) {
      return found.findFirst().orElseThrow(() -> new IOException("Mosquitto has no plugin"));
    }
  }

  private void configure() throws IOException {
    Files.createDirectories(data());
    var configuration =
        Files.readString(CONFIGURATION.resolve("mosquitto.conf"))
            .replace("listener 1883", "listener " + plainPort + " 127.0.0.1")
            .replace("listener 8883", "listener " + port + " 127.0.0.1")
            .replace("/run/secrets", folder.resolve("mosquitto").toString())
            .replace("/tmp/mosquitto_dynamic_security.so", plugin().toString())
            .replace("/mosquitto/data/", data() + "/");
    Files.writeString(
        file(), amended.apply(configuration) + "user " + System.getProperty("user.name") + "\n");
  }

  private void launch(Path program) throws IOException {
    server =
        InstalledServer.start(List.of(program.toString(), "-c", file().toString()), log(), port);
  }

  private Path log() {
    return data().resolve("log");
  }

  private Path data() {
    return folder.resolveSibling("broker");
  }

  private Path file() {
    return folder.resolveSibling("mosquitto.conf");
  }

  /// How to get in.
  public Door door() throws IOException {
    return new Door(port, Files.readString(folder.resolve("operator/ca.crt")));
  }

  /// Its process.
  public long pid() {
    return server.pid();
  }

  /// Address of the listener without TLS.
  public String plainUrl() {
    return "tcp://127.0.0.1:" + plainPort;
  }

  /// Gives a user of a broker without the plugin a password, a new user as well; what is running
  /// learns of it by `reload`.
  ///
  /// @param folder of `setup`
  public static void password(Path folder, String user, String password) throws IOException {
    var file = passwords(folder);
    var others =
        (Files.exists(file) ? Files.readAllLines(file) : List.<String>of())
            .stream().filter(line -> !line.startsWith(user + ":")).toList();
    Files.write(file, others);
    Files.writeString(file, MosquittoUser.line(user, password) + "\n", StandardOpenOption.APPEND);
  }

  private static Path passwords(Path folder) {
    return folder.resolveSibling("passwords");
  }

  /// Makes changed passwords known, as `docker compose kill -s HUP mosquitto`; whoever is connected
  /// stays so. Only once it has answered somebody: before, the signal ends it.
  public void reload() throws IOException, InterruptedException {
    var told = new ProcessBuilder("kill", "-HUP", Long.toString(server.pid())).start().waitFor();
    if (told != 0) {
      throw new IOException("Mosquitto cannot be told to read its passwords");
    }
  }

  /// Starts it again where it was, after a stop.
  public void startAgain() throws IOException {
    launch(program().orElseThrow());
  }

  /// With which the network server gets in, as the user `chirpstack`.
  public String networkServersPassword() throws IOException {
    return Files.readString(folder.resolve("operator/chirpstack_password")).strip();
  }

  /// How Pilotfeld itself gets in.
  public Map<String, String> settings() {
    return Map.of(
        "PILOTFELD_MQTT_CONTROL_USER",
        "control",
        "PILOTFELD_MQTT_CONTROL_PASSWORD_FILE",
        folder.resolve("ingest/mqtt_control_password").toString(),
        "PILOTFELD_MQTT_URL",
        "ssl://localhost:" + port,
        "PILOTFELD_MQTT_USER",
        "pilotfeld",
        "PILOTFELD_MQTT_PASSWORD_FILE",
        folder.resolve("ingest/mqtt_password").toString(),
        "PILOTFELD_MQTT_CA_FILE",
        folder.resolve("operator/ca.crt").toString());
  }

  /// `kill -9`.
  public void kill() throws InterruptedException {
    server.kill();
  }

  void restartAfterKill() throws IOException, InterruptedException {
    kill();
    startAgain();
  }

  /// Ends it in order.
  public void stop() throws InterruptedException {
    server.stop();
  }
}
