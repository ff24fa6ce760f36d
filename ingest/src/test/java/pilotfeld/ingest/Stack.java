package pilotfeld.ingest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// docker-compose.yml under a project name, an image name and ports of its own.
final class Stack {

  /// Everything that runs on but Grafana and the proxy, whose images the tests have no use for:
  /// ProxyIT tries the proxy.
  static final List<String> RUNNING = List.of("mosquitto", "database", "processing", "ingest");

  private static final List<String> IMAGES =
      List.of(
          "eclipse-mosquitto:2.0.22",
          "timescale/timescaledb:2.24.0-pg17",
          "eclipse-temurin:25-jre");
  // Another than that of a stack which runs on this machine already.
  private static final String EDGE_NETWORK = "172.31." + ProcessHandle.current().pid() % 77;
  private static final Duration UP = Duration.ofMinutes(5);
  private static final Duration HEALTHY = Duration.ofMinutes(2);
  private static final Duration PULL = Duration.ofMinutes(3);
  private static final Duration CALL = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final String name = "pilotfeld-it-" + ProcessHandle.current().pid();
  private final int http = freeTcpPort();
  private final int mqtt = freeTcpPort();
  private final int coaps = freeUdpPort();
  private final List<String> compose;

  private Stack(List<String> compose) {
    this.compose = compose;
  }

  /// Skips the test where something is missing, and says what.
  static Stack whereDockerIs() {
    assumeTrue(
        Call.of(CALL, List.of("docker", "info")).ok(),
        "skipped: no Docker engine answers, apt-get install docker.io and start dockerd");
    var compose = compose();
    for (var image : IMAGES) {
      assumeTrue(
          Call.of(CALL, List.of("docker", "image", "inspect", image)).ok()
              || Call.of(PULL, List.of("docker", "pull", image)).ok(),
          "skipped: the image " + image + " is not here and cannot be pulled");
    }
    return new Stack(compose);
  }

  private static List<String> compose() {
    if (Call.of(CALL, List.of("docker", "compose", "version")).ok()) {
      return List.of("docker", "compose");
    }
    assumeTrue(
        Call.of(CALL, List.of("docker-compose", "version")).ok(),
        "skipped: docker compose is not installed, apt-get install docker-compose");
    return List.of("docker-compose");
  }

  /// Builds the image, starts the services in their order, and waits until the last is healthy.
  void up() {
    var arguments = new ArrayList<>(List.of("up", "-d", "--build"));
    arguments.addAll(RUNNING);
    compose(UP, arguments).orFail();
    var giveUp = System.nanoTime() + HEALTHY.toNanos();
    while (!health("ingest").equals("healthy")) {
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException("ingest is not healthy:\n" + logs());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /// Removes containers, networks, volumes and the image.
  void down() {
    compose(UP, List.of("down", "-v", "--remove-orphans", "-t", "10"));
    Call.of(CALL, List.of("docker", "image", "rm", "-f", image()));
  }

  /// `docker compose …`, and what it printed.
  Call compose(String... arguments) {
    return compose(CALL, List.of(arguments));
  }

  /// A file of the set-up.
  String setUp(String file) {
    return compose(
            "run", "-T", "--rm", "--no-deps", "--entrypoint", "cat", "setup", "/setup/" + file)
        .orFail();
  }

  /// The state of a service's health check.
  String health(String service) {
    var container = compose("ps", "-q", service).orFail();
    return Call.of(CALL, List.of("docker", "inspect", "-f", "{{.State.Health.Status}}", container))
        .output();
  }

  String logs() {
    return compose("logs", "--no-color", "--tail", "200").output();
  }

  int httpPort() {
    return http;
  }

  int mqttPort() {
    return mqtt;
  }

  int coapsPort() {
    return coaps;
  }

  private String image() {
    return name + ":test";
  }

  private Call compose(Duration patience, List<String> arguments) {
    var words = new ArrayList<>(compose);
    words.addAll(List.of("-f", "../docker-compose.yml", "-p", name));
    words.addAll(arguments);
    var environment =
        Map.of(
            "PILOTFELD_IMAGE", image(),
            // From the internet, which a build may not reach.
            "POSTGRES_CLIENT", "",
            "EDGE_NETWORK", EDGE_NETWORK,
            "HTTP_PORT", Integer.toString(http),
            "MQTT_TLS_PORT", Integer.toString(mqtt),
            "COAPS_PORT", Integer.toString(coaps));
    return Call.of(patience, words, environment);
  }

  private static int freeTcpPort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freeUdpPort() {
    try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
