package pilotfeld.ingest.embedded;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;

/// HiveMQ's community edition on loopback, with one user and its state in a folder.
public final class EmbeddedBroker implements AutoCloseable {

  /// The one user that may connect.
  public static final String USER = "pilotfeld";

  private static final String CONFIGURATION =
      """
      <?xml version="1.0"?>
      <hivemq>
        <listeners>
          <tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener>
        </listeners>
        <mqtt>
          <queued-messages><max-queue-size>100000</max-queue-size></queued-messages>
          <packets><max-packet-size>%d</max-packet-size></packets>
        </mqtt>
        <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
      </hivemq>
      """;

  private final EmbeddedHiveMQ broker;
  private final int port;
  private final String password;

  private EmbeddedBroker(EmbeddedHiveMQ broker, int port, String password) {
    this.broker = broker;
    this.port = port;
    this.password = password;
  }

  /// Starts it and waits until it takes connections.
  ///
  /// @param folder keeps its queues and the password
  /// @param packetLimit bytes of a packet that its client takes: what is larger could never be
  ///   delivered, so it is refused
  /// @throws IOException if it cannot be started
  public static EmbeddedBroker start(Path folder, int port, long packetLimit) throws IOException {
    var home = Files.createDirectories(folder).toRealPath();
    var configuration = Files.createDirectories(home.resolve("conf"));
    Files.writeString(
        configuration.resolve("config.xml"), CONFIGURATION.formatted(port, packetLimit));
    var password = password(home.resolve("password"));
    var broker =
        EmbeddedHiveMQ.builder()
            .withConfigurationFolder(configuration)
            .withDataFolder(Files.createDirectories(home.resolve("data")))
            .withExtensionsFolder(Files.createDirectories(home.resolve("extensions")))
            .withEmbeddedExtension(oneUser(password))
            .withoutLoggingBootstrap()
            .build();
    try {
      broker.start().get();
    } catch (ExecutionException e) {
      throw new IOException("the embedded broker does not start: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the broker started", e);
    }
    return new EmbeddedBroker(broker, port, password);
  }

  /// `tcp://127.0.0.1:<port>`.
  public String url() {
    return "tcp://127.0.0.1:" + port;
  }

  /// Of the one user.
  public String password() {
    return password;
  }

  private static String password(Path file) throws IOException {
    if (!Files.exists(file)) {
      var random = new byte[16];
      new SecureRandom().nextBytes(random);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, HexFormat.of().formatHex(random));
    }
    return Files.readString(file);
  }

  private static EmbeddedExtension oneUser(String password) {
    return EmbeddedExtension.builder()
        .withId("pilotfeld-login")
        .withName("One user")
        .withVersion("1")
        .withAuthor("Pilotfeld")
        .withExtensionMain(new OneUser(password))
        .build();
  }

  @Override
  public void close() {
    try {
      broker.stop().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the embedded broker does not stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record OneUser(String password) implements ExtensionMain, SimpleAuthenticator {

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
      Services.securityRegistry().setAuthenticatorProvider(_ -> this);
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
      // Nothing is held.
    }

    @Override
    public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
      var packet = input.getConnectPacket();
      var given =
          packet.getPassword().map(StandardCharsets.UTF_8::decode).map(Object::toString).orElse("");
      var right =
          packet.getUserName().filter(USER::equals).isPresent()
              && MessageDigest.isEqual(
                  given.getBytes(StandardCharsets.UTF_8),
                  password.getBytes(StandardCharsets.UTF_8));
      if (right) {
        output.authenticateSuccessfully();
        return;
      }
      output.failAuthentication(
          ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD, "user or password are wrong");
    }
  }
}
