package pilotfeld.ingest.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pilotfeld.ingest.hook.Doorway.Decision.Admitted;
import pilotfeld.ingest.hook.Doorway.Decision.TurnedAway;
import pilotfeld.ingest.hook.Doorway.Head;
import pilotfeld.ingest.hook.HookSettings.Hook;

class DoorwayTest {

  private static final String SECRET = "4f1c2d9b7a6e5f3c0b8d1a2e4c6f8091";
  private static final String OTHER = "e3b0c44298fc1c149afbf4c8996fb924";
  private static final String PATH = "/hook/tts/" + SECRET;

  private final Doorway doorway =
      new Doorway(
          List.of(
              new Hook("tts", HookSecret.of(SECRET).orElseThrow()),
              new Hook("chirpstack", HookSecret.of(OTHER).orElseThrow())));

  @ParameterizedTest
  @CsvSource({
    "'', '', hook",
    "/, '', hook/",
    "/up, '', hook/up",
    "/v3/join-accept, '', hook/v3/join-accept",
    "'', event=up, hook?event=up",
    "'', 'LrnDevEui=70B3&event=log&Token=00ff', hook?event=log",
    "'', 'LrnDevEui=70B3&Token=00ff', hook"
  })
  void theTopicIsWhatStandsBehindTheSecretAndTheEvent(String rest, String query, String topic) {
    assertEquals(new Admitted("tts", topic), decide(post(PATH + rest, query)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "*",
        "/hook",
        "/hook/tts",
        "/hook/tts/",
        "/hook//" + SECRET,
        "/hook/tts/" + OTHER,
        "/hook/tts/" + SECRET + "0",
        "/hook/TTS/" + SECRET,
        "/hook/tts/4F1C2D9B7A6E5F3C0B8D1A2E4C6F8091",
        "/hook/nobody/" + SECRET,
        "/hook/tts/%34f1c2d9b7a6e5f3c0b8d1a2e4c6f8091",
        "/x/hook/tts/" + SECRET
      })
  void aStrangerLearnsNothing(String path) {
    var head = new Head("DELETE", path, "", Optional.of("text/xml"), Optional.of("br"), 1L << 40);

    assertEquals(new TurnedAway(Optional.empty(), Answer.NOT_FOUND), decide(head));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "HEAD", "DELETE", "post"})
  void onlyPostIsTaken(String method) {
    assertEquals(405, refused(new Head(method, PATH, "", json(), Optional.empty(), 10)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON; charset=utf-8",
        "application/octet-stream",
        "application/vnd.thethings+json"
      })
  void jsonAndProtobufAreTaken(String contentType) {
    var head = new Head("POST", PATH, "", Optional.of(contentType), Optional.empty(), 10);

    assertInstanceOf(Admitted.class, decide(head));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/xml",
        "text/xml; charset=utf-8",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=a",
        "application/json5",
        "json",
        ""
      })
  void whatNobodyReadsIsNotTaken(String contentType) {
    assertEquals(
        415, refused(new Head("POST", PATH, "", Optional.of(contentType), Optional.empty(), 10)));
  }

  @Test
  void aCompressedBodyIsNotTaken() {
    assertEquals(415, refused(new Head("POST", PATH, "", json(), Optional.of("gzip"), 10)));
  }

  @ParameterizedTest
  @CsvSource({"262144, false", "262145, true", "9223372036854775807, true"})
  void aBodyThatIsAnnouncedTooLargeIsNotWaitedFor(long announced, boolean isRefused) {
    var decision = decide(new Head("POST", PATH, "", json(), Optional.empty(), announced));

    assertEquals(
        isRefused
            ? new TurnedAway(Optional.of("tts"), Answer.TOO_LARGE)
            : new Admitted("tts", "hook"),
        decision);
  }

  @ParameterizedTest
  @CsvSource({"/%00, ''", "'', event=up%20", "'', event=", "'', event=UP", "'/a+b', ''"})
  void whatCouldNotBeReadBackIsNoPartOfATopic(String rest, String query) {
    assertEquals(400, refused(post(PATH + rest, query)));
  }

  @Test
  void aPathIsNoLongerThanATopicMayBe() {
    assertEquals(400, refused(post(PATH + "/" + "a".repeat(512), "")));
  }

  private Doorway.Decision decide(Head head) {
    return doorway.decide(head);
  }

  private int refused(Head head) {
    return assertInstanceOf(TurnedAway.class, decide(head)).answer().status();
  }

  private static Head post(String path, String query) {
    return new Head("POST", path, query, json(), Optional.empty(), 10);
  }

  private static Optional<String> json() {
    return Optional.of("application/json");
  }
}
