package pilotfeld.processing.envelope;

import static pilotfeld.processing.fixture.CaseFolders.text;

import com.google.protobuf.Message.Builder;
import com.google.protobuf.TextFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import pilotfeld.processing.envelope.chirpstack.JoinEvent;
import pilotfeld.processing.envelope.chirpstack.LogEvent;
import pilotfeld.processing.envelope.chirpstack.StatusEvent;
import pilotfeld.processing.envelope.chirpstack.UplinkEvent;
import pilotfeld.processing.reading.Message;

/// The message of a case: `topic.txt` and its body as `message.json`, `message.pb.txt` (protobuf's
/// text format, by the event that ends the topic) or `message.hex`.
public final class MessageFiles {

  static final Instant ARRIVED = Instant.parse("2026-07-18T09:34:16Z");

  private MessageFiles() {}

  /// Every encoding that is there of the one message.
  public static List<Message> in(Path folder) {
    return Stream.of("message.json", "message.pb.txt", "message.hex")
        .map(folder::resolve)
        .filter(Files::exists)
        .map(MessageFiles::message)
        .toList();
  }

  private static Message message(Path file) {
    var topic = text(file.resolveSibling("topic.txt"));
    return new Message("chirpstack", topic, body(file, topic), ARRIVED, false);
  }

  private static byte[] body(Path file, String topic) {
    return switch (file.getFileName().toString()) {
      case "message.hex" -> HexFormat.of().parseHex(text(file).replaceAll("\\s", ""));
      case "message.pb.txt" -> protobuf(text(file), topic);
      case String _ -> text(file).getBytes(StandardCharsets.UTF_8);
    };
  }

  private static byte[] protobuf(String text, String topic) {
    try {
      var builder = builder(topic.replaceFirst(".*[/=]", ""));
      TextFormat.merge(text, builder);
      return builder.build().toByteArray();
    } catch (TextFormat.ParseException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static Builder builder(String event) {
    return switch (event) {
      case "up" -> UplinkEvent.newBuilder();
      case "join" -> JoinEvent.newBuilder();
      case "status" -> StatusEvent.newBuilder();
      case "log" -> LogEvent.newBuilder();
      case String _ -> throw new IllegalArgumentException("no text format for " + event);
    };
  }
}
