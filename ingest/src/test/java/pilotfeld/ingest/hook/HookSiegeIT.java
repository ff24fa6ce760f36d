package pilotfeld.ingest.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pilotfeld.ingest.RunningSystem;
import pilotfeld.ingest.Uplinks;
import pilotfeld.ingest.hook.HookSettings.Hook;
import pilotfeld.processing.fixture.Eventually;
import pilotfeld.processing.proxy.TrustedProxies;

/// Who is slow, endless or many, on purpose or not. After each, nothing is held any more and a good
/// message is taken.
class HookSiegeIT {

  private static final String SECRET = "4f1c2d9b7a6e5f3c0b8d1a2e4c6f8091";
  private static final String POST =
      "POST /hook/chirpstack/" + SECRET + "?event=up HTTP/1.1\r\nHost: here\r\n";
  private static final Patience SHORT =
      new Patience(Duration.ofMillis(600), Duration.ofMillis(600), Duration.ofMillis(900));
  private static final Patience LONG =
      new Patience(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1));

  private static RunningSystem system;
  private static Vertx vertx;
  private HookReceiver hooks;
  private int port;
  private long refusedBefore;

  @BeforeAll
  static void start() throws Exception {
    system = new RunningSystem(Map.of());
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    system.close();
  }

  private void listen(Patience patience) throws Exception {
    var settings =
        new HookSettings(
            new InetSocketAddress("127.0.0.1", 0),
            List.of(new Hook("chirpstack", HookSecret.of(SECRET).orElseThrow())),
            TrustedProxies.NONE);
    hooks = new HookReceiver(settings, system.application().intake(), Clock.systemUTC(), patience);
    port =
        hooks
            .start(vertx, Optional.empty())
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS)
            .actualPort();
    refusedBefore = refused();
  }

  @AfterEach
  void nothingIsHeldAndAGoodMessageIsTaken() throws Exception {
    Eventually.equal(0, hooks::inFlight);
    Eventually.equal(0, hooks::connections);
    var before = system.tally("received");
    var body = Uplinks.json("70b3d57ba0000001", UUID.randomUUID(), before, Instant.now());

    try (var sender = new RawSender(port)) {
      sender.write(POST + "Content-Length: " + body.length + "\r\n\r\n");
      sender.write(body);
      assertEquals("HTTP/1.1 204 No Content", sender.readLine());
    }

    assertEquals(before + 1, system.tally("received"));
    Eventually.equal(0, hooks::connections);
  }

  @Test
  void aBodyThatNeverEndsIsAnsweredAndItsConnectionClosed() throws Exception {
    listen(SHORT);
    try (var sender = new RawSender(port)) {
      sender.write(POST + "Content-Length: 1000\r\n\r\n{\"deduplicationId\":");

      assertEquals("HTTP/1.1 408 Request Timeout", sender.readLine());
      assertTrue(sender.isClosedWithin(Duration.ofSeconds(10)));
    }
    Eventually.equal(refusedBefore + 1, HookSiegeIT::refused);
  }

  @Test
  void aHeaderThatTricklesIsCutOff() throws Exception {
    listen(SHORT);
    try (var sender = new RawSender(port)) {
      sender.write("POST /hook/chirp");
      assertTrue(sender.tricklesUntilClosed("X-a: b\r\n", Duration.ofSeconds(10)));
    }
  }

  @Test
  void aFloodOfHeadersIsAnsweredOrCutOff() throws Exception {
    listen(LONG);
    try (var sender = new RawSender(port)) {
      sender.write(POST);
      sender.writeUntilCutOff("X-Flood: " + "a".repeat(1000) + "\r\n", 1000);
      assertTrue(sender.isClosedWithin(Duration.ofSeconds(10)));
    }
    Eventually.equal(refusedBefore + 1, HookSiegeIT::refused);
  }

  @Test
  void whatIsNoHttpIsCutOff() throws Exception {
    listen(LONG);
    try (var sender = new RawSender(port)) {
      sender.write("\u0016\u0003\u0001\u0002 an address without end\r\n\r\n");
      assertTrue(sender.isClosedWithin(Duration.ofSeconds(10)));
    }
    Eventually.equal(refusedBefore + 1, HookSiegeIT::refused);
  }

  @Test
  void chunksWithoutEndAreRefusedAtTheLimit() throws Exception {
    listen(LONG);
    var chunk = "2710\r\n" + " ".repeat(10_000) + "\r\n";
    try (var sender = new RawSender(port)) {
      sender.write(POST + "Transfer-Encoding: chunked\r\n\r\n");
      sender.writeUntilCutOff(chunk, 27);
      assertEquals("HTTP/1.1 413 Request Entity Too Large", sender.readLine());
      assertTrue(sender.isClosedWithin(Duration.ofSeconds(10)));
    }
    Eventually.equal(refusedBefore + 1, HookSiegeIT::refused);
  }

  @Test
  void aSenderThatBreaksOffLeavesNothingBehind() throws Exception {
    listen(LONG);
    try (var sender = new RawSender(port)) {
      sender.write(POST + "Content-Length: 1000\r\nExpect: 100-continue\r\n\r\n");
      assertEquals("HTTP/1.1 100 Continue", sender.readLine());
      assertEquals(1, hooks.inFlight());
      sender.write("{");
    }
  }

  @Test
  void whoComesWhenAllPlacesAreTakenIsToldToComeBack() throws Exception {
    listen(LONG);
    var senders = new ArrayList<RawSender>();
    for (var number = 0; number < HookReceiver.IN_FLIGHT_LIMIT; number++) {
      var sender = new RawSender(port);
      senders.add(sender);
      sender.write(POST + "Content-Length: 1000\r\nExpect: 100-continue\r\n\r\n");
      assertEquals("HTTP/1.1 100 Continue", sender.readLine());
    }
    try (var late = new RawSender(port)) {
      late.write(POST + "Content-Length: 2\r\n\r\n{}");
      assertEquals("HTTP/1.1 503 Service Unavailable", late.readLine());
      assertTrue(late.readHeader().contains("retry-after: " + HookReceiver.COME_BACK_AFTER));
    }
    Eventually.equal(refusedBefore + 1, HookSiegeIT::refused);
    for (var sender : senders) {
      sender.close();
    }
  }

  @Test
  void aConnectionTooManyIsClosed() throws Exception {
    listen(LONG);
    var senders = new ArrayList<RawSender>();
    for (var number = 0; number < HookReceiver.CONNECTION_LIMIT; number++) {
      senders.add(new RawSender(port));
    }
    Eventually.equal(HookReceiver.CONNECTION_LIMIT, hooks::connections);
    try (var late = new RawSender(port)) {
      assertTrue(late.isClosedWithin(Duration.ofSeconds(10)));
    }
    Eventually.equal(refusedBefore + 1, HookSiegeIT::refused);
    for (var sender : senders) {
      sender.close();
    }
  }

  @Test
  void aConnectionIsKeptForTheNextMessageAndNotForEver() throws Exception {
    listen(SHORT);
    var body = Uplinks.json("70b3d57ba0000002", UUID.randomUUID(), 1, Instant.now());
    try (var sender = new RawSender(port)) {
      for (var times = 0; times < 2; times++) {
        sender.write(POST + "Content-Length: " + body.length + "\r\n\r\n");
        sender.write(body);
        assertEquals("HTTP/1.1 204 No Content", sender.readLine());
        sender.readHeader();
      }
      assertTrue(sender.isClosedWithin(Duration.ofSeconds(10)));
    }
  }

  private static long refused() {
    system.application().intake().writeRefused();
    return system.tally("refused");
  }
}
